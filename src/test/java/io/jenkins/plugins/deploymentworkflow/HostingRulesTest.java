package io.jenkins.plugins.deploymentworkflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Jenkins project asks of a plugin that it hosts, as its hosting checker verifies it. */
class HostingRulesTest {
    private final Pom pom = Pom.read(Path.of("pom.xml"));

    @Test
    void theIdsAndTheNameAreThoseOfAHostedPlugin() {
        String artifactId = pom.text("artifactId");
        assertAll(
                () -> assertEquals("io.jenkins.plugins", pom.text("groupId")),
                () -> assertTrue(artifactId.matches("[a-z0-9-]{1,36}"), artifactId),
                () -> assertFalse(artifactId.contains("jenkins"), artifactId),
                () -> assertFalse(pom.text("name").matches("(?i).*(jenkins|plugin).*"), pom.text("name")),
                () -> assertEquals("hpi", pom.text("packaging")),
                () -> assertEquals("https://github.com/jenkinsci/${project.artifactId}-plugin", pom.text("url")));
    }

    @Test
    void theLicenceTheSourcesAndNoDevelopersAreStated() {
        assertAll(
                () -> assertEquals("MIT License", pom.children("licenses").get(0).text("name")),
                () -> assertTrue(pom.text("scm", "connection").startsWith("scm:git:https://")),
                () -> assertTrue(pom.text("scm", "developerConnection").startsWith("scm:git:")),
                () -> assertTrue(pom.text("scm", "url").startsWith("https://")),
                () -> assertEquals("${scmTag}", pom.text("scm", "tag")),
                () -> assertTrue(pom.child("developers").isEmpty()));
    }

    @Test
    void repositoriesAreReachedByHttps() {
        for (String list : List.of("repositories", "pluginRepositories")) {
            assertFalse(pom.children(list).isEmpty(), list);
            pom.children(list).forEach(one -> assertTrue(one.text("url").startsWith("https://"), one.text("url")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hpi.strictBundledArtifacts=true",
                "ban-commons-lang-2.skip=false",
                "ban-deprecated-stapler.skip=false",
                "ban-junit4-imports.skip=false",
                "banObsoleteDependencyOverrides.skip=false",
                "jenkins.version=${jenkins.baseline}.3",
                "changelist=999999-SNAPSHOT"
            })
    void thePropertyIsSetAsDemanded(String property) {
        String[] nameAndValue = property.split("=");
        assertEquals(nameAndValue[1], pom.properties().get(nameAndValue[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.level", "maven.compiler.source", "maven.compiler.target", "maven.compiler.release"})
    void thePropertyIsLeftToTheParent(String property) {
        assertFalse(pom.properties().containsKey(property));
    }

    @Test
    void pluginsTakeTheirVersionsFromTheBillOfMaterials() {
        Pom bom = pom.child("dependencyManagement").orElseThrow().children("dependencies").get(0);
        assertEquals("bom-${jenkins.baseline}.x", bom.text("artifactId"));
        pom.children("dependencies").stream()
                .filter(dependency -> dependency.text("groupId").matches("(org|io)\\.jenkins.*"))
                .forEach(plugin -> assertEquals("", plugin.text("version"), plugin.text("artifactId")));
    }

    @Test
    void aLibraryComesFromAPluginOrIsNamedAmongTheBundledOnes() {
        Set<String> bundled = pom.children("dependencies").stream()
                .filter(dependency -> dependency.text("scope").isEmpty())
                .filter(dependency ->
                        !dependency.text("groupId").matches("org\\.jenkins-ci\\.plugins.*|io\\.jenkins\\.plugins"))
                .map(dependency -> dependency.text("artifactId"))
                .collect(Collectors.toSet());
        assertEquals(Set.of(pom.properties().get("hpi.bundledArtifacts").split(",")), bundled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LICENSE|MIT License",
                "README.md|# Deployment Workflow",
                ".github/CODEOWNERS|* @jenkinsci/deployment-workflow-plugin-developers",
                ".github/dependabot.yml|version: 2",
                ".github/workflows/cd.yaml|name: cd",
                ".github/workflows/jenkins-security-scan.yml|name: Jenkins Security Scan",
                ".gitignore|/target/",
                ".gitignore|/work/",
                ".mvn/extensions.xml|    <artifactId>git-changelist-maven-extension</artifactId>",
                ".mvn/maven.config|-Dchangelist.format=%d.v%s"
            })
    void theFileHasTheLine(String fileAndLine) throws IOException {
        int bar = fileAndLine.indexOf('|');
        List<String> lines = Files.readAllLines(Path.of(fileAndLine.substring(0, bar)));
        assertTrue(lines.contains(fileAndLine.substring(bar + 1)), () -> String.join("\n", lines));
    }

    @Test
    void automaticReleasesHaveNoReleaseDrafter() throws IOException {
        assertTrue(pom.text("version").contains("${changelist}"));
        try (Stream<Path> files = Files.walk(Path.of(".github"))) {
            assertEquals(List.of(), files.filter(file -> file.toString().contains("release-drafter")).toList());
        }
    }

    @Test
    void theJenkinsfileIsOneBuildPluginWithPlatformsAndJdks() throws IOException {
        String text = Files.readString(Path.of("Jenkinsfile")).replaceAll("(?m)^//.*\\R", "").strip();
        String configuration = "\\[platform: '(linux|windows)', jdk: (17|21|25)],?\\s*";
        assertTrue(
                text.matches("buildPlugin\\(\\s*(\\w+: \\w+,\\s*)*configurations: \\[\\s*(" + configuration + ")+]\\s*\\)"),
                text);
    }

    @Test
    void noFileNamesTheHostOfAPackageRegistry() throws IOException {
        Pattern host = Pattern.compile("https?://[a-z0-9.-]*(maven|npm|debian)[a-z0-9.-]*\\.(org|com)(?!/(POM|xsd|EXTENSIONS)/)");
        Set<String> made = Set.of("target", "work", ".git", "node_modules");
        try (Stream<Path> files = Files.find(Path.of(""), 40, (file, attributes) -> attributes.isRegularFile()
                && Stream.iterate(file, path -> path != null, Path::getParent)
                        .noneMatch(path -> made.contains(String.valueOf(path.getFileName())) && !isSource(path)))) {
            files.filter(file -> file.toString().matches(".*(\\.(java|xml|md|ya?ml|sh|properties|jelly)|/[a-zA-Z-]+)"))
                    .forEach(file -> assertFalse(host.matcher(read(file)).find(), file::toString));
        }
    }

    private static boolean isSource(Path directory) {
        return directory.toString().replace('\\', '/').contains("/java/");
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
