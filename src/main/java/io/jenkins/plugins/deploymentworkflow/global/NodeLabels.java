package io.jenkins.plugins.deploymentworkflow.global;

import hudson.model.Label;
import hudson.util.FormValidation;

/** Reads expressions of labels. */
final class NodeLabels {
    private NodeLabels() {}

    static FormValidation check(String expression) {
        if (expression.isEmpty()) {
            return FormValidation.ok();
        }
        try {
            return Label.parseExpression(expression).isEmpty()
                    ? FormValidation.warning(Messages.NodeLabels_none(expression))
                    : FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(Messages.NodeLabels_invalid(expression));
        }
    }
}
