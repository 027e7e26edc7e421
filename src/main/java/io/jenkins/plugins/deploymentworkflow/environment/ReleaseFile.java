package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings.Branches;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings.Development;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings.Tags;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings.VersionFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code config/release.yaml}, by the rules of an environment file but without placeholders. */
public final class ReleaseFile {
    /** Where it is, from the root of the repository. */
    public static final String PATH = "config/release.yaml";

    private static final long MOST_BYTES = 4L << 20;
    private static final ReleaseSettings DEFAULT = ReleaseSettings.DEFAULT;

    private ReleaseFile() {}

    /**
     * @param file its name, for messages
     * @throws ConfigurationException with everything that is wrong with it
     */
    public static ReleaseSettings read(String file, String text) {
        return read(text, new Problems(file));
    }

    /**
     * The settings of a project, which are the default when it has no such file.
     *
     * @param root of the project
     * @throws ConfigurationException with everything that is wrong with it, also when it cannot be read
     */
    public static ReleaseSettings in(Path root) {
        Path file = root.resolve(PATH);
        try {
            if (!Files.exists(file)) {
                return DEFAULT;
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("it is larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            return read(PATH, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(new Problem(PATH, 0, "", "expected UTF-8 text, found something else"));
        } catch (IOException e) {
            throw new ConfigurationException(new Problem(PATH, 0, "", "cannot be read: " + e.getMessage()));
        }
    }

    static ReleaseSettings read(String text, Problems problems) {
        if (text.isBlank()
                || text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
            return DEFAULT;
        }
        Section root = new Section(problems, "", YamlReader.read(problems, text));
        ReleaseSettings settings = new ReleaseSettings(
                branches(section(root, "branches", problems)),
                tags(section(root, "tags", problems)),
                root.parsed("remote", "the name of a remote", ReleaseFile::name).orElse(DEFAULT.remote()),
                root.flag("push", DEFAULT.push()),
                root.flag("atomic", DEFAULT.atomic()),
                root.flag("pullRequests", DEFAULT.pullRequests()),
                versionFiles(root),
                development(section(root, "development", problems)),
                LinksSection.read(section(root, "links", problems)));
        root.close();
        problems.check();
        return settings;
    }

    private static Section section(Section root, String key, Problems problems) {
        return root.section(key)
                .orElseGet(() -> new Section(problems, key, new YamlNode.Mapping(new LinkedHashMap<>(), root.line())));
    }

    private static Branches branches(Section section) {
        Branches usual = DEFAULT.branches();
        Branches branches = new Branches(
                branch(section, "main", usual.main()),
                branch(section, "develop", usual.develop()),
                branch(section, "release", usual.release()),
                branch(section, "hotfix", usual.hotfix()));
        if (branches.main().equals(branches.develop())) {
            section.problem("develop", "expected another branch than main, found the same");
        }
        if (branches.release().startsWith(branches.hotfix())
                || branches.hotfix().startsWith(branches.release())) {
            section.problem("hotfix", "expected another beginning than that of release, found one that begins alike");
        }
        section.close();
        return branches;
    }

    private static String branch(Section section, String key, String usual) {
        return section.parsed(key, "the name of a branch", ReleaseFile::name).orElse(usual);
    }

    private static Tags tags(Section section) {
        Tags tags = new Tags(
                section.parsed("prefix", "what tags begin with", ReleaseFile::prefix)
                        .orElse(DEFAULT.tags().prefix()),
                section.parsed("sign", "true or false", Values::truth));
        section.close();
        return tags;
    }

    private static List<VersionFile> versionFiles(Section root) {
        if (!(root.node("versionFiles").orElse(null) instanceof YamlNode.Sequence sequence)) {
            return root.list("versionFiles", "a file", ReleaseFile::path).orElse(List.of()).stream()
                    .map(file -> new VersionFile(file, Optional.empty()))
                    .toList();
        }
        List<VersionFile> files = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            YamlNode item = sequence.items().get(i);
            Optional<VersionFile> file = versionFile(root, "versionFiles[" + i + "]", item);
            if (file.isPresent() && !named.add(file.get().file())) {
                root.problem(
                        "versionFiles",
                        "expected each file once, found " + file.get().file() + " again");
            }
            file.ifPresent(files::add);
        }
        return List.copyOf(files);
    }

    private static Optional<VersionFile> versionFile(Section root, String at, YamlNode item) {
        Section section = root.item(
                at,
                item instanceof YamlNode.Mapping map
                        ? map
                        : new YamlNode.Mapping(Map.of("file", new YamlNode.Entry(item, item.line())), item.line()));
        Optional<String> file =
                Optional.ofNullable(section.required("file", "a file", "pom.xml", ReleaseFile::path, null));
        Optional<Pattern> pattern = section.parsed("pattern", "a regular expression", ReleaseFile::pattern);
        section.close();
        return file.map(path -> new VersionFile(path, pattern));
    }

    private static Development development(Section section) {
        Development usual = DEFAULT.development();
        Development development = new Development(
                section.choice("bump", ReleaseSettings.Bump.class, usual.bump()),
                section.parsed("suffix", "a pre-release such as SNAPSHOT", ReleaseFile::suffix)
                        .orElse(usual.suffix()),
                section.list("files", "a file", ReleaseFile::path).orElse(usual.files()));
        section.close();
        return development;
    }

    /** As git-check-ref-format(1) has it, and in ASCII. */
    private static String name(String text) {
        boolean fine = text.matches("[A-Za-z0-9_][A-Za-z0-9._/+-]*")
                && !text.contains("..")
                && !text.contains("//")
                && !text.contains("/.")
                && !text.endsWith(".lock")
                && !text.endsWith(".");
        if (!fine || text.length() > 200) {
            throw new IllegalArgumentException(
                    "expected a name of letters, digits and . _ / + -, as git takes it," + " found '" + text + "'");
        }
        return text;
    }

    private static String prefix(String text) {
        return text.isEmpty() ? "" : name(text);
    }

    private static String suffix(String text) {
        if (!text.isEmpty() && !text.matches("[A-Za-z][0-9A-Za-z]*(\\.[0-9A-Za-z]+)*")) {
            throw new IllegalArgumentException(
                    "expected a pre-release such as SNAPSHOT or dev, or an empty text, found '" + text + "'");
        }
        return text;
    }

    private static String path(String text) {
        boolean inside = !text.isEmpty()
                && !text.startsWith("/")
                && !text.contains("\\")
                && List.of(text.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!inside || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "expected a path from the root of the repository, with / and without .., found '" + text + "'");
        }
        return text;
    }

    private static Pattern pattern(String text) {
        try {
            Pattern pattern = Pattern.compile(text, Pattern.MULTILINE);
            if (pattern.matcher("").groupCount() != 1) {
                throw new IllegalArgumentException("expected exactly one group ( ), which is the version, found "
                        + pattern.matcher("").groupCount() + "; write (?: ) for others");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "expected a regular expression, found '" + text + "': " + e.getDescription());
        }
    }
}
