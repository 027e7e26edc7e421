package io.jenkins.plugins.deploymentworkflow.git;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What makes git answer the same for everybody: nothing of the caller's environment chooses another repository, no
 * configuration changes what is printed, nobody is asked anything, nothing stays behind in the background.
 *
 * <p>What the user decides stays as it is: who commits, signing, hooks, credentials, proxies, certificates, {@code
 * safe.directory}.
 */
final class GitEnvironment {
    /** {@code git rev-parse --local-env-vars}, and what changes how paths and differences are read. */
    private static final Set<String> REMOVED = Set.of(
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_COMMON_DIR",
            "GIT_DIFF_OPTS",
            "GIT_DIR",
            "GIT_EXTERNAL_DIFF",
            "GIT_GLOB_PATHSPECS",
            "GIT_GRAFT_FILE",
            "GIT_ICASE_PATHSPECS",
            "GIT_IMPLICIT_WORK_TREE",
            "GIT_INDEX_FILE",
            "GIT_INTERNAL_SUPER_PREFIX",
            "GIT_LITERAL_PATHSPECS",
            "GIT_NAMESPACE",
            "GIT_NOGLOB_PATHSPECS",
            "GIT_OBJECT_DIRECTORY",
            "GIT_PREFIX",
            "GIT_QUARANTINE_PATH",
            "GIT_REPLACE_REF_BASE",
            "GIT_SHALLOW_FILE",
            "GIT_WORK_TREE",
            "LANGUAGE");

    private static final Map<String, String> SET = Map.of(
            "LC_ALL", "C",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_EDITOR", ":",
            "GIT_SEQUENCE_EDITOR", ":",
            "GIT_OPTIONAL_LOCKS", "0",
            // By default git log writes each commit by itself.
            "GIT_FLUSH", "0",
            // History is what was published; replacements are one clone's own.
            "GIT_NO_REPLACE_OBJECTS", "1");

    private static final List<String> CONFIGURATION = List.of(
            "advice.detachedHead=false",
            "color.ui=never",
            "column.ui=never",
            "core.fsmonitor=false",
            "core.quotePath=false",
            "gc.auto=0",
            "i18n.commitEncoding=UTF-8",
            "i18n.logOutputEncoding=UTF-8",
            "log.decorate=no",
            "log.follow=false",
            "log.showSignature=false",
            "maintenance.auto=false");

    /** Before every command. */
    static final List<String> OPTIONS = Stream.concat(
                    Stream.of("--no-pager"), CONFIGURATION.stream().flatMap(setting -> Stream.of("-c", setting)))
            .toList();

    private GitEnvironment() {}

    static void harden(Map<String, String> environment) {
        environment.keySet().removeIf(name -> REMOVED.contains(name) || name.startsWith("GIT_TRACE"));
        environment.putAll(SET);
    }
}
