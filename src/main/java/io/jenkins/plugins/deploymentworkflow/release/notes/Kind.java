package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a change is to those who use the software, in the order in which they want to read it. */
public enum Kind {
    BREAKING("Breaking changes"),
    FEATURES("Features"),
    FIXES("Fixes"),
    PERFORMANCE("Performance"),
    REVERTS("Reverts"),
    DEPENDENCIES("Dependencies"),
    DOCUMENTATION("Documentation"),
    OTHERS("Other changes");

    private static final Set<String> DEPENDENCY_SCOPES = Set.of("deps", "deps-dev", "dependencies");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Its name in documents, such as {@code features}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param type of a Conventional Commit, in whatever case; empty for another commit
     * @param scope in whatever case
     */
    static Kind of(String type, Optional<String> scope, boolean breaking) {
        if (breaking) {
            return BREAKING;
        }
        if (scope.isPresent() && DEPENDENCY_SCOPES.contains(CleanText.key(scope.get()))) {
            return DEPENDENCIES;
        }
        return switch (CleanText.key(type)) {
            case "feat", "feature" -> FEATURES;
            case "fix", "bugfix", "hotfix", "security", "sec" -> FIXES;
            case "perf", "performance" -> PERFORMANCE;
            case "revert" -> REVERTS;
            case "deps" -> DEPENDENCIES;
            case "docs", "doc" -> DOCUMENTATION;
            default -> OTHERS;
        };
    }
}
