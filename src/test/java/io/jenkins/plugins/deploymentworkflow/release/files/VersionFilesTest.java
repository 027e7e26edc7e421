package io.jenkins.plugins.deploymentworkflow.release.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseFile;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a version file looks like, another version changes the version's bytes and no others. */
class VersionFilesTest {
    private static final List<ReleaseSettings.VersionFile> USUAL = List.of();

    private final Map<String, byte[]> files = new HashMap<>();
    private final Tree tree = path -> Optional.ofNullable(files.get(path));

    private VersionFilesTest file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private Map<String, String> changed(List<ReleaseSettings.VersionFile> configured, String version) {
        Map<String, String> texts = new TreeMap<>();
        VersionFiles.in(tree, configured)
                .files()
                .forEach(file -> file.with(version)
                        .forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.UTF_8))));
        return texts;
    }

    private static List<ReleaseSettings.VersionFile> named(String yaml) {
        return ReleaseFile.read("config/release.yaml", yaml).versionFiles();
    }

    private ConfigurationException refused(List<ReleaseSettings.VersionFile> configured) {
        return assertThrows(ConfigurationException.class, () -> VersionFiles.in(tree, configured));
    }

    private static final String POM =
            """
            <?xml version="1.0" encoding="UTF-8"?>\r
            <!-- <project><version>9.9.9</version></project> für später -->\r
            <project xmlns="http://maven.apache.org/POM/4.0.0"\r
                     note='a > b "/>'>
              <parent><groupId>p</groupId><version>7.0.0</version></parent>
              <?pi <version>8</version> ?>
              <description><![CDATA[<version>6.6.6</version>]]></description>
              <version>
                1.2.0-SNAPSHOT\t</version><!--kept-->
              <dependencies><dependency><version>1.2.0-SNAPSHOT</version></dependency></dependencies>
              <empty/>
            </project>
            """;

    @Test
    void aPomKeepsEverythingButTheProjectsVersion() {
        file("pom.xml", POM);
        assertEquals(
                Map.of("pom.xml", POM.replace("    1.2.0-SNAPSHOT\t<", "    1.2.0\t<")), changed(USUAL, "1.2.0"));
        assertEquals("1.2.0-SNAPSHOT", VersionFiles.in(tree, USUAL).files().get(0).version());
    }

    @Test
    void aPomInLatin1OrWithAByteOrderMarkKeepsItsBytes() {
        byte[] latin = POM.replace("UTF-8", "ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1);
        files.put("pom.xml", latin);
        byte[] expected = POM.replace("UTF-8", "ISO-8859-1")
                .replace("    1.2.0-SNAPSHOT\t<", "    2.0.0-rc.1\t<")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertArrayEquals(
                expected,
                VersionFiles.in(tree, USUAL).files().get(0).with("2.0.0-rc.1").get("pom.xml"));
        file("pom.xml", "\uFEFF" + POM);
        assertTrue(changed(USUAL, "1.2.0").get("pom.xml").startsWith("\uFEFF<?xml"));
    }

    @Test
    void modulesFollowWhereTheyCarryTheSameVersion() {
        file(
                "pom.xml",
                "<project><version>1.0.0</version><modules><module>a</module><module>b/other.xml</module>"
                        + "<module>../out</module><module>gone</module></modules><profiles><profile><modules>"
                        + "<module>c</module></modules></profile></profiles></project>");
        file("a/pom.xml", "<project><parent><version>1.0.0</version></parent><modules><module>../a</module>"
                + "<module>deep</module></modules></project>");
        file("a/deep/pom.xml", "<project><parent><version>1.0.0</version></parent><version>1.0.0</version></project>");
        file("b/other.xml", "<project><parent><version>3.0.0</version></parent></project>");
        file("c/pom.xml", "<project><parent><version> 1.0.0 </version></parent><version>5.0.0</version></project>");
        Map<String, String> changed = changed(USUAL, "1.1.0");
        assertEquals(List.of("a/deep/pom.xml", "a/pom.xml", "c/pom.xml", "pom.xml"), List.copyOf(changed.keySet()));
        assertEquals(
                "<project><parent><version>1.1.0</version></parent><version>1.1.0</version></project>",
                changed.get("a/deep/pom.xml"));
        assertEquals(
                "<project><parent><version> 1.1.0 </version></parent><version>5.0.0</version></project>",
                changed.get("c/pom.xml"));
    }

    @Test
    void aPropertyThatIsTheWholeVersionIsChangedInstead() {
        file("pom.xml", "<project><version>${revision}</version><properties><revision>1.0.0</revision></properties>"
                + "</project>");
        assertEquals(
                "<project><version>${revision}</version><properties><revision>1.0.1</revision></properties></project>",
                changed(USUAL, "1.0.1").get("pom.xml"));
    }

    @Test
    void aPomWithoutAVersionOfItsOwnIsLeftUnlessItIsNamed() {
        file("pom.xml", "<project>\n<version>${changelist}</version></project>");
        VersionFiles.Found found = VersionFiles.in(tree, USUAL);
        assertEquals(List.of(), found.files());
        assertEquals(
                List.of("pom.xml:2: the version is ${changelist}, and <properties> does not say that; it is left as"
                        + " it is"),
                found.left());
        assertEquals(
                "pom.xml:2: the version is ${changelist}, and <properties> does not say that",
                refused(named("versionFiles: pom.xml")).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><project><version>&x;</version></project> | document type",
                "<project><version>1.0.0</project> | pom.xml:1: this is not XML",
                "hello | pom.xml:1: this is not XML",
                "<project a='1' a='2'><version>1</version></project> | this is not XML"
            })
    void aBrokenPomIsRefused(String text, String message) {
        file("pom.xml", text);
        assertTrue(refused(USUAL).getMessage().contains(message), refused(USUAL).getMessage());
    }

    @Test
    void utf16IsRefused() {
        files.put("pom.xml", POM.getBytes(StandardCharsets.UTF_16));
        assertTrue(refused(USUAL).getMessage().contains("UTF-16"));
    }

    @Test
    void packageJsonAndItsLockFileChangeTogether() {
        String json = "{\r\n\t\"nested\": {\"version\": \"1.0.0\"}, \"list\": [{\"version\": \"1.0.0\"}, [1]],\n"
                + "  \"version\" : \"1.0.0\" , \"dependencies\": {\"a\": \"1.0.0\", \"ü\": \"1\"}}";
        String lock = "{\"version\":\"1.0.0\",\"packages\":{\"\":{\"x\":[],\"version\":\"1.0.0\"},"
                + "\"node_modules/a\":{\"version\":\"1.0.0\"}}}";
        file("package.json", json).file("package-lock.json", lock);
        assertEquals(
                Map.of(
                        "package.json",
                        json.replace("\"version\" : \"1.0.0\"", "\"version\" : \"1.1.0\""),
                        "package-lock.json",
                        "{\"version\":\"1.1.0\",\"packages\":{\"\":{\"x\":[],\"version\":\"1.1.0\"},"
                                + "\"node_modules/a\":{\"version\":\"1.0.0\"}}}"),
                changed(USUAL, "1.1.0"));
    }

    @Test
    void brokenJsonIsRefusedWithItsLine() {
        file("package.json", "{\n  \"version\": }");
        assertTrue(refused(USUAL).getMessage().startsWith("package.json:2: this is not JSON"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[project]#c~name = 'x'~version = \"1.0.0\" # here~ | [project]#c~name = 'x'~version = \"1.1.0\" # here~",
                "[tool.poetry]~version='1.0.0'~[x]~version=\"1.0.0\" | [tool.poetry]~version='1.1.0'~[x]~version=\"1.0.0\"",
                "[ tool . poetry ]~version = '2.0.0'~[project]~\"version\" = '1.0.0' "
                        + "| [ tool . poetry ]~version = '2.0.0'~[project]~\"version\" = '1.1.0'",
                "[project]~text = \"\"\"~[other]~version = '9'~\"\"\"~version = '1.0.0'^~ "
                        + "| [project]~text = \"\"\"~[other]~version = '9'~\"\"\"~version = '1.1.0'^~",
                "[project]~a = \"it's # no \\\" comment ''' \"~version = '1.0.0'~[[project.x]]~version = '1' "
                        + "| [project]~a = \"it's # no \\\" comment ''' \"~version = '1.1.0'~[[project.x]]~version = '1'"
            })
    void pyprojectKeepsEverythingElse(String before, String after) {
        file("pyproject.toml", before.replace('^', '\r').replace('~', '\n'));
        assertEquals(after.replace('^', '\r').replace('~', '\n'), changed(USUAL, "1.1.0").get("pyproject.toml"));
    }

    @Test
    void aDynamicPythonVersionIsLeft() {
        file("pyproject.toml", "[project]\ndynamic = [\"version\"]\n");
        assertEquals(1, VersionFiles.in(tree, USUAL).left().size());
    }

    @Test
    void aTextFileHoldsTheVersionAlone() {
        file("VERSION", "1.0.0\r\n");
        assertEquals(Map.of("VERSION", "1.1.0\r\n"), changed(USUAL, "1.1.0"));
        file("VERSION", "version 1.0.0\n");
        assertTrue(refused(named("versionFiles: VERSION")).getMessage().contains("give a pattern"));
    }

    @Test
    void anyFileByAPatternAtEachMatch() {
        file("src/version.h", "#define V \"1.0.0\"\n// V \"1.0.0\"\n#define V \"1.0.0\"\n");
        String yaml = "versionFiles:\n  - { file: src/version.h, pattern: '^#define V \"(.+)\"$' }\n";
        assertEquals(
                Map.of("src/version.h", "#define V \"1.1.0\"\n// V \"1.0.0\"\n#define V \"1.1.0\"\n"),
                changed(named(yaml), "1.1.0"));
    }

    @Test
    void aPatternThatTakesTooLongIsGivenUp() {
        file("x.txt", "a".repeat(200) + "!");
        String message =
                refused(named("versionFiles: [ { file: x.txt, pattern: '^.*.*.*.*.*.*.*.*.*.*(v)$' } ]")).getMessage();
        assertTrue(message.contains("was given up"), message);
    }

    @Test
    void everythingThatIsMissingIsSaidAtOnce() {
        file("VERSION", "");
        String message = refused(named("versionFiles: [ VERSION, gone.txt, pom.xml ]")).getMessage();
        assertEquals(3, message.lines().count(), message);
    }

    @Test
    void nothingChangesWhenTheVersionIsThereAlready() {
        file("VERSION", "1.0.0");
        assertEquals(Map.of(), changed(USUAL, "1.0.0"));
    }
}
