package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.release.notes.Promotion;

/** Says in a line how two environments stand to each other. */
final class PromotionWords {
    private PromotionWords() {}

    static String of(Promotion promotion) {
        String onto =
                promotion.onto().environment() + " has " + promotion.onto().version();
        String of = promotion.of().environment() + " has " + promotion.of().version();
        String how = switch (promotion.direction()) {
            case AHEAD -> "";
            case SAME -> ", from the same commit: nothing would change";
            case BEHIND -> ", which is older: nothing new would go there, and " + lost(promotion);
            case DIVERGED -> ", on another branch: " + lost(promotion);
        };
        return PlainText.of(onto + ", " + of + how);
    }

    private static String lost(Promotion promotion) {
        int missing = promotion.missing();
        return missing + (missing == 1 ? " commit of " : " commits of ")
                + promotion.onto().environment() + " would be lost";
    }
}
