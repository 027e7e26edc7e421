package io.jenkins.plugins.deploymentworkflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import net.java.sezpoz.impl.SerAnnotatedElement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged plugin has all that a controller looks for, and nothing else; this holds for both builds' packages. */
class HpiIT {
    private static final Path HPI = Path.of(System.getProperty("hpi"));
    private static final String ROOT = "io/jenkins/plugins/deploymentworkflow/";
    private static final Set<String> OPTIONAL = Set.of("cloudbees-folder-plugin.version", "ssh-credentials-plugin.version");
    private static final long MOST_BYTES = 6_000_000;

    @TempDir
    static Path unpacked;

    private static final Map<String, byte[]> HELD = new TreeMap<>();
    private static JavaClasses classes;

    private final Map<String, String> versions =
            Pom.read(Path.of("standalone/pom.xml")).properties();

    @BeforeAll
    static void unpack() throws IOException {
        Path jar = unpacked.resolve("deployment-workflow.jar");
        try (var hpi = new ZipFile(HPI.toFile())) {
            try (var in = hpi.getInputStream(hpi.getEntry("WEB-INF/lib/deployment-workflow.jar"))) {
                Files.copy(in, jar);
            }
        }
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                HELD.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        try (var held = new JarFile(jar.toFile())) {
            classes = new ClassFileImporter().importJar(held);
        }
        assertFalse(classes.isEmpty());
    }

    @Test
    void theManifestSaysWhatThePluginIsAndNeeds() throws IOException {
        Attributes manifest;
        try (var hpi = new JarFile(HPI.toFile())) {
            manifest = hpi.getManifest().getMainAttributes();
        }
        String jenkins = versions.get("jenkins.version");
        Map<String, String> expected = Map.of(
                "Group-Id", "io.jenkins.plugins",
                "Artifact-Id", "deployment-workflow",
                "Short-Name", "deployment-workflow",
                "Long-Name", "Deployment Workflow",
                "Url", "https://github.com/jenkinsci/deployment-workflow-plugin",
                "Hudson-Version", jenkins,
                "Jenkins-Version", jenkins,
                "Plugin-License-Name", "MIT License",
                "Java-Version", "17");
        assertAll(expected.entrySet().stream()
                .map(entry -> () -> assertEquals(entry.getValue(), manifest.getValue(entry.getKey()), entry.getKey())));
        assertTrue(manifest.getValue("Plugin-Version").matches("[0-9][^ ]*( \\(.+\\))?"), "Plugin-Version");
        assertEquals(
                pluginsOf(versions),
                Set.of(manifest.getValue("Plugin-Dependencies").split(",")),
                "the versions of standalone/pom.xml are those of the bill of materials");
    }

    private static Set<String> pluginsOf(Map<String, String> versions) {
        return versions.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("-plugin.version"))
                .map(entry -> entry.getKey().replace("-plugin.version", "") + ":" + entry.getValue()
                        + (OPTIONAL.contains(entry.getKey()) ? ";resolution:=optional" : ""))
                .collect(Collectors.toSet());
    }

    @Test
    void itBundlesWhatNoOtherPluginBringsAndIsSmall() throws IOException {
        try (var hpi = new ZipFile(HPI.toFile())) {
            List<String> libraries = hpi.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
                    .sorted()
                    .toList();
            String jmustache = "WEB-INF/lib/jmustache-" + versions.get("jmustache.version") + ".jar";
            String semver4j = "WEB-INF/lib/semver4j-" + versions.get("semver4j.version") + ".jar";
            assertEquals(List.of("WEB-INF/lib/deployment-workflow.jar", jmustache, semver4j), libraries);
        }
        assertTrue(Files.size(HPI) < MOST_BYTES, Files.size(HPI) + " bytes");
    }

    @Test
    void itHoldsThePluginsOwnClassesAlone() {
        Set<String> foreign = HELD.keySet().stream()
                .filter(name -> name.endsWith(".class"))
                .filter(name -> !name.startsWith(ROOT) || name.matches(ROOT + "(standalone|tool)/.*"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), foreign);
    }

    @Test
    void itDescribesItselfToTheAdministrator() {
        assertTrue(HELD.containsKey("index.jelly"));
    }

    @Test
    void everyExtensionIsInTheIndex() throws IOException, ClassNotFoundException {
        Set<String> extensions = classes.stream()
                .filter(type -> type.isAnnotatedWith("hudson.Extension"))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> indexed = new TreeSet<>();
        byte[] index = HELD.get("META-INF/annotations/hudson.Extension");
        if (index != null) {
            try (var in = new ObjectInputStream(new ByteArrayInputStream(index))) {
                for (var next = in.readObject(); next != null; next = in.readObject()) {
                    indexed.add(((SerAnnotatedElement) next).className);
                }
            }
        }
        assertEquals(extensions, indexed);
    }

    @ParameterizedTest
    @CsvSource({"org.jenkinsci.Symbol, false", "org.kohsuke.stapler.export.ExportedBean, true"})
    void everyTypeWithAnIndexedAnnotationIsInItsIndex(String annotation, boolean inherited) {
        Set<String> annotated = classes.stream()
                .filter(type -> type.isAnnotatedWith(annotation)
                        || inherited
                                && type.getAllRawSuperclasses().stream().anyMatch(of -> of.isAnnotatedWith(annotation)))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        byte[] index = HELD.getOrDefault("META-INF/services/annotations/" + annotation, new byte[0]);
        assertEquals(
                annotated, new String(index, StandardCharsets.UTF_8).lines().collect(Collectors.toSet()));
    }

    @Test
    void everyBoundConstructorHasItsParameterNames() throws IOException {
        for (JavaClass type : classes) {
            for (JavaConstructor constructor : type.getConstructors()) {
                if (constructor.isAnnotatedWith("org.kohsuke.stapler.DataBoundConstructor")) {
                    String file = type.getName().replace('.', '/').replace('$', '/') + ".stapler";
                    assertNotNull(HELD.get(file), file);
                    Properties names = new Properties();
                    names.load(new StringReader(new String(HELD.get(file), StandardCharsets.UTF_8)));
                    String listed = names.getProperty("constructor");
                    assertEquals(
                            constructor.getRawParameterTypes().size(),
                            listed.isEmpty() ? 0 : listed.split(",").length,
                            file);
                }
            }
        }
    }

    @Test
    void everyMessagesFileHasItsClass() {
        HELD.keySet().stream()
                .filter(name -> name.endsWith("/Messages.properties"))
                .map(name -> name.replace(".properties", ".class"))
                .forEach(name -> assertTrue(HELD.containsKey(name), name));
    }
}
