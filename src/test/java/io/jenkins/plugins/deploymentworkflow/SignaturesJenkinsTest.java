package io.jenkins.plugins.deploymentworkflow;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each signature in {@code standalone/jenkins-api} is that of the real class: what compiles against the one links
 * against the other.
 */
class SignaturesJenkinsTest {
    private static final Path SOURCES = Path.of("standalone/jenkins-api/src/main/java");

    @TempDir
    static Path compiled;

    private static List<String> names;

    @BeforeAll
    static void compileTheSignatures() throws IOException {
        List<String> files;
        try (Stream<Path> all = Files.walk(SOURCES)) {
            files = all.map(Path::toString).filter(name -> name.endsWith(".java")).toList();
        }
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-d", compiled.toString(), "-proc:none", "-Xlint:none", "-nowarn", "-classpath", classPath());
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            boolean done = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromStrings(files))
                    .call();
            assertTrue(done, () -> "the signatures do not compile:\n" + messages);
        }
        try (Stream<Path> all = Files.walk(compiled)) {
            names = all.map(compiled::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length())
                            .replace(java.io.File.separatorChar, '.'))
                    .filter(name -> !name.startsWith("io.jenkins.plugins.deploymentworkflow."))
                    .sorted()
                    .toList();
        }
        assertTrue(names.size() >= files.size() - 2, "fewer classes than sources");
    }

    private static String classPath() {
        // Surefire hands the class path over in the manifest of a jar; the property has it in full.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    @Test
    void everySignatureIsThatOfTheRealClass() throws IOException {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        try (var stubs = new SignaturesFirst(compiled.toUri().toURL())) {
            for (String name : names) {
                Signatures signatures = new Signatures(load(name, stubs));
                Class<?> real;
                try {
                    real = load(name, getClass().getClassLoader());
                } catch (IllegalStateException e) {
                    differences.add(name + ": there is no such class");
                    continue;
                }
                differences.addAll(signatures.differencesFrom(new Signatures(real)));
                compared += signatures.size();
            }
        }
        int seen = compared;
        assertAll(
                () -> assertEquals("", differences.stream().collect(joining("\n")), "signatures unlike the real ones"),
                () -> assertTrue(seen >= 400, "only " + seen + " signatures were compared"));
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Finds the signatures here, everything else where the test itself finds it. */
    private static final class SignaturesFirst extends URLClassLoader {
        SignaturesFirst(URL signatures) {
            super(new URL[] {signatures}, SignaturesJenkinsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return names.contains(name) ? findClass(name) : super.loadClass(name, resolve);
            }
        }
    }
}
