package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong, and nothing has been touched. Lists everything that is wrong at once. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().sorted(ORDER).map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted(ORDER).toList();
    }

    public ConfigurationException(Problem problem) {
        this(List.of(problem));
    }

    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line);

    /** In the order of their lines; empty only in a copy from another process, whose message still has them all. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
