package io.jenkins.plugins.deploymentworkflow.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what the events of one deployment say together. */
final class Events {
    private Events() {}

    /** Whether there is such an event: {@code observed}, {@code action-started install}, {@code planned rollback}. */
    static boolean reached(List<JsonNode> events, String point) {
        return words(events).contains(point)
                || events.stream().anyMatch(event -> type(event).equals(point));
    }

    /** The last event that began or ended something. */
    static String last(List<JsonNode> events) {
        List<String> words = words(events).stream()
                .filter(word -> !word.equals("observed") && !word.equals("judged"))
                .toList();
        return words.isEmpty() ? "" : words.get(words.size() - 1);
    }

    /** The kinds of the actions that were seen to end well, in order. */
    static List<String> done(List<JsonNode> events) {
        List<String> done = new ArrayList<>();
        JsonNode plan = null;
        for (JsonNode event : events) {
            if (type(event).equals("planned")) {
                plan = event.at("/plan/actions");
            } else if (type(event).equals("action-ended")
                    && event.path("outcome").asText().equals("DONE")) {
                done.add(kind(plan, event));
            }
        }
        return done;
    }

    /** The kinds of the actions of all plans, in order. */
    static List<String> planned(List<JsonNode> events) {
        List<String> planned = new ArrayList<>();
        events.forEach(event -> event.at("/plan/actions")
                .forEach(action -> planned.add(action.path("kind").asText())));
        return planned;
    }

    static String type(JsonNode event) {
        return event.path("type").asText();
    }

    private static List<String> words(List<JsonNode> events) {
        List<String> words = new ArrayList<>();
        JsonNode plan = null;
        for (JsonNode event : events) {
            switch (type(event)) {
                case "planned" -> {
                    plan = event.at("/plan/actions");
                    words.add("planned " + event.path("phase").asText().toLowerCase(Locale.ROOT));
                }
                case "action-started", "action-ended" -> words.add(type(event) + " " + kind(plan, event));
                default -> words.add(type(event));
            }
        }
        return words;
    }

    private static String kind(JsonNode plan, JsonNode event) {
        return plan.get(event.path("index").asInt()).path("kind").asText();
    }
}
