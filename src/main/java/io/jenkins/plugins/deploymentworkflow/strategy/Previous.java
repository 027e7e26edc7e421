package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.util.List;

/** The instances of the version that serves before a deployment. */
final class Previous {
    private Previous() {}

    static List<String> instances(PlanRequest request) {
        return request.fleet().of(request.previous()).stream().map(Instance::id).toList();
    }
}
