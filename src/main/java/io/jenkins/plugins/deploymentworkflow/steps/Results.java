package io.jenkins.plugins.deploymentworkflow.steps;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult.CheckResult;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How an operation went, as maps, lists, texts and numbers that any sandboxed script may read. */
final class Results {
    private Results() {}

    static Map<String, Object> of(OperationResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("outcome", result.outcome());
        map.put("reason", result.reason());
        map.put("deploymentId", result.deploymentId());
        map.put("operation", result.operation());
        map.put("application", result.application());
        map.put("environment", result.environment());
        map.put("strategy", result.strategy());
        map.put("version", result.version());
        map.put("previousVersion", result.previousVersion());
        map.put("duration", Durations.format(Duration.ofMillis(result.durationMillis())));
        map.put("durationMillis", result.durationMillis());
        List<Object> verdicts = new ArrayList<>();
        result.verdicts().forEach(verdict -> verdicts.add(of(verdict)));
        map.put("verdicts", verdicts);
        List<Object> checks = new ArrayList<>();
        result.checks().forEach(check -> checks.add(of(check)));
        map.put("checks", checks);
        return map;
    }

    private static Map<String, Object> of(Verdict verdict) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("gate", verdict.gate());
        map.put("state", verdict.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        map.put("severity", verdict.severity().name().toLowerCase(Locale.ROOT));
        map.put("version", verdict.version());
        map.put("value", verdict.value());
        map.put("threshold", verdict.threshold());
        map.put("samples", verdict.samples());
        map.put("window", Durations.format(verdict.window()));
        map.put("rule", verdict.rule());
        return map;
    }

    private static Map<String, Object> of(CheckResult check) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", check.name());
        map.put("passed", check.passed());
        map.put("durationMillis", check.durationMillis());
        map.put("attempts", (long) check.attempts());
        map.put("message", check.message());
        return map;
    }
}
