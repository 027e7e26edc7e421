package io.jenkins.plugins.deploymentworkflow.strategy;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fleets in one line, for tables: {@code "4: 1.0 hhhs 75%, 2.0 hx 25%"} is a fleet of four where 1.0 has three healthy
 * instances and one that is starting. h healthy, s starting, u unhealthy, x stopped, d draining, r retiring later. An
 * instance is named by its version and its place: {@code 1.0-1}, {@code 1.0-2}. {@code none} is no version.
 */
public final class FleetText {
    private FleetText() {}

    public static Fleet parse(String text) {
        String[] halves = text.split(":", 2);
        int desired = Integer.parseInt(halves[0].trim());
        List<Instance> instances = new ArrayList<>();
        Map<String, Share> traffic = new TreeMap<>();
        for (String part : halves[1].split(",")) {
            String[] words = part.trim().split("\\s+");
            if (words[0].isEmpty()) {
                continue;
            }
            String version = words[0].equals("none") ? "" : words[0];
            String states = words.length > 1 && !words[1].endsWith("%") ? words[1] : "";
            for (int i = 0; i < states.length(); i++) {
                instances.add(instance(version + "-" + (i + 1), version, states.charAt(i)));
            }
            if (words[words.length - 1].endsWith("%")) {
                traffic.put(version, Share.parse(words[words.length - 1]));
            }
        }
        return new Fleet(desired, instances, traffic, Map.of());
    }

    /** The same fleet on machines {@code m1}, {@code m2}, …, in the order of the line. */
    public static Fleet onMachines(String text) {
        Fleet fleet = parse(text);
        List<Instance> machines = new ArrayList<>();
        for (Instance i : fleet.instances()) {
            machines.add(new Instance(
                    "m" + (machines.size() + 1),
                    i.version(),
                    i.health(),
                    i.draining(),
                    i.retiring(),
                    i.inFlight(),
                    i.message()));
        }
        return new Fleet(fleet.desired(), machines, fleet.traffic(), fleet.counters());
    }

    static Instance instance(String id, String version, char state) {
        Health health = switch (state) {
            case 'h', 'd', 'r' -> Health.HEALTHY;
            case 's' -> Health.STARTING;
            case 'u' -> Health.UNHEALTHY;
            case 'x' -> Health.STOPPED;
            default -> throw new IllegalArgumentException("no such state: " + state);
        };
        return new Instance(id, version, health, state == 'd', state == 'r', 0, "");
    }
}
