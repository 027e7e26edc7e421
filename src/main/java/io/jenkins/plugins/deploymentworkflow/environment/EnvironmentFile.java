package io.jenkins.plugins.deploymentworkflow.environment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An environment file as it was read, its placeholders not filled yet. */
public final class EnvironmentFile {
    /** Where the files are, below the project's directory. */
    public static final String DIRECTORY = "config/environment";

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final List<String> ENDINGS = List.of(".yaml", ".yml");

    private final String fileName;
    private final String text;
    private final YamlNode.Mapping root;

    private EnvironmentFile(String fileName, String text, YamlNode.Mapping root) {
        this.fileName = fileName;
        this.text = text;
        this.root = root;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException when it is not there, cannot be read, or is no YAML as {@link YamlReader} wants it;
     *     when it is not there, with the names of those that are
     */
    public static EnvironmentFile read(Path file) {
        return read(file, file.toString());
    }

    private static EnvironmentFile read(Path file, String shown) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException(new Problem(shown, 0, "", missing(file)));
        }
        byte[] bytes;
        try {
            if (Files.size(file) > 4L * YamlReader.MAX_CHARACTERS) {
                throw new ConfigurationException(new Problem(
                        shown, 0, "", "expected at most " + YamlReader.MAX_CHARACTERS + " characters, found more"));
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigurationException(new Problem(
                    shown,
                    0,
                    "",
                    "cannot be read (" + e.getClass().getSimpleName() + "); give this user the right to"));
        }
        return of(shown, decode(shown, bytes));
    }

    private static String decode(String shown, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(new Problem(shown, 0, "", "expected UTF-8 text, found something else"));
        }
    }

    private static String missing(Path file) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return "expected an environment file, found none: there is no directory " + directory;
        }
        Set<String> names = names(directory);
        String wanted = stem(file);
        return "expected an environment file, found none; in " + directory + " there "
                + (names.isEmpty()
                        ? "is no environment file"
                        : (names.size() == 1 ? "is " : "are ") + String.join(", ", names))
                + Nearest.hint(wanted, names);
    }

    private static Set<String> names(Path directory) {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{yaml,yml}")) {
            files.forEach(file -> names.add(stem(file)));
        } catch (IOException | DirectoryIteratorException e) {
            return Set.of();
        }
        return names;
    }

    private static String stem(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return ENDINGS.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .orElse(name);
    }

    /**
     * Reads the file of an environment: {@code config/environment/<name>.yaml}, or {@code .yml}, below a project's
     * directory.
     *
     * @throws ConfigurationException also when the name is no name, or when the file says it is another environment's
     */
    public static EnvironmentFile named(Path project, String name) {
        try {
            Values.identifier(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(new Problem("environment", 0, "", e.getMessage()));
        }
        String relative = DIRECTORY + "/" + name + ENDINGS.get(0);
        for (String ending : ENDINGS) {
            String candidate = DIRECTORY + "/" + name + ending;
            if (Files.isRegularFile(project.resolve(candidate))) {
                relative = candidate;
                break;
            }
        }
        EnvironmentFile file = read(project.resolve(relative), relative);
        file.mustBe(name);
        return file;
    }

    private void mustBe(String name) {
        YamlNode.Entry entry = root.entries().get("environment");
        if (entry != null
                && entry.value() instanceof YamlNode.Scalar said
                && !said.isNull()
                && said.text().indexOf('$') < 0
                && !said.text().equals(name)) {
            throw new ConfigurationException(new Problem(
                    fileName,
                    entry.line(),
                    "environment",
                    "expected '" + name + "', as the file is named, found '" + said.text()
                            + "'; correct it, or the name of the file"));
        }
    }

    /**
     * Reads a text that came from elsewhere.
     *
     * @param fileName for messages, and for the environment's name when the text does not say it
     * @throws ConfigurationException when it is no YAML as {@link YamlReader} wants it
     */
    public static EnvironmentFile of(String fileName, String text) {
        String yaml = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return new EnvironmentFile(fileName, text, YamlReader.read(new Problems(fileName), yaml));
    }

    /** As it is shown in messages. */
    public String fileName() {
        return fileName;
    }

    /** As it was read. */
    public String text() {
        return text;
    }

    /** The SHA-256 of its bytes, in hexadecimal. */
    public String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What is written at a place, where nothing is to be filled in; empty when nothing, or no single value, is there. */
    public Optional<String> said(String... keys) {
        YamlNode node = root;
        for (String key : keys) {
            YamlNode.Entry entry = node instanceof YamlNode.Mapping map ? map.entries().get(key) : null;
            if (entry == null) {
                return Optional.empty();
            }
            node = entry.value();
        }
        return node instanceof YamlNode.Scalar scalar && !scalar.isNull() ? Optional.of(scalar.text()) : Optional.empty();
    }

    /**
     * Fills the placeholders and checks everything.
     *
     * @throws ConfigurationException with all that is wrong with the file
     */
    public Environment resolve(Variables variables) {
        return resolve(variables, new Problems(fileName));
    }

    /**
     * The same for a command that needs only some parts: what else the file has is not filled and not checked, so that
     * no database password is needed to ask whether a window is open.
     *
     * @param parts keys of {@code deployment}, such as {@code guards}; others have their defaults then
     * @throws ConfigurationException with all that is wrong with these parts
     */
    public Environment resolveOnly(Variables variables, Set<String> parts) {
        return resolve(SettingsReader.only(root, parts), variables, new Problems(fileName));
    }

    Environment resolve(Variables variables, Problems problems) {
        return resolve(root, variables, problems);
    }

    private Environment resolve(YamlNode.Mapping root, Variables variables, Problems problems) {
        Filling filling = new Filling(variables, problems);
        YamlNode.Mapping filled = (YamlNode.Mapping) filling.fill(root, "");
        Section section = new Section(problems, "", filled);
        Optional<String> name = SettingsReader.name(section, "environment");
        Optional<String> application = SettingsReader.name(section, "application");
        Settings settings = SettingsReader.read(fileName, section, problems);
        Environment.Exports exports = Exporter.export(filled, problems);
        Redactor redactor = Redactor.of(secretValues(variables, filling.secretNames(), filled));
        problems.check(redactor);
        return new Environment(
                name.orElseGet(() -> stem(Path.of(fileName))),
                application,
                settings,
                Document.masked(filled, filling.written().keySet(), redactor),
                exports,
                new Environment.Secrets(
                        filling.secretNames(), filling.written(), filling.commandVariables(), redactor));
    }

    private static List<String> secretValues(Variables variables, Set<String> referred, YamlNode.Mapping filled) {
        Set<String> names = new TreeSet<>(variables.secretNames());
        names.addAll(referred);
        List<String> values = new ArrayList<>(Document.literalSecrets(filled));
        names.forEach(name -> variables.value(name).ifPresent(values::add));
        return Collections.unmodifiableList(values);
    }

    /** Its name alone: the text may hold what is private. */
    @Override
    public String toString() {
        return fileName;
    }
}
