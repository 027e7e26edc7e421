package io.jenkins.plugins.deploymentworkflow.ledger;

import io.jenkins.plugins.deploymentworkflow.analysis.LatencyBuckets;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One record of each type with something else in every component, made from the types themselves. */
final class Specimens {
    private int count;

    /** One of each event that there is, but for the one that stands for events of newer versions. */
    static List<Event> events() {
        Specimens specimens = new Specimens();
        return Arrays.stream(Event.class.getPermittedSubclasses())
                .filter(type -> type != Event.Unrecognised.class)
                .map(type -> (Event) specimens.record(type))
                .toList();
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values =
                Arrays.stream(components).map(c -> value(c.getGenericType())).toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no specimen of " + type, e);
        }
    }

    private Object value(Type type) {
        count++;
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return "text-" + count + " \"quoted\" \\ ü \u2028 \n";
        } else if (raw == long.class || raw == Long.class) {
            return 4_000_000_000L + count;
        } else if (raw == int.class || raw == Integer.class) {
            return count;
        } else if (raw == boolean.class) {
            return true;
        } else if (raw == Instant.class) {
            return Instant.parse("2026-03-01T09:00:00.123456789Z").plusSeconds(count);
        } else if (raw == Duration.class) {
            return Duration.ofMillis(90_061_001L + count);
        } else if (raw == Share.class) {
            return new Share(count);
        } else if (raw.isEnum()) {
            return raw.getEnumConstants()[raw.getEnumConstants().length - 1];
        }
        return record(raw);
    }

    private Object collection(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Map.class && arguments[1] == Share.class) {
            return new TreeMap<>(Map.of("1.0.0", new Share(10_000 - count), "1.1.0", new Share(count)));
        } else if (type.getRawType() == Map.class) {
            return new TreeMap<>(Map.of("1.0.0", value(arguments[1]), "1.1.0", value(arguments[1])));
        } else if (arguments[0] == Action.class) {
            return Arrays.stream(Action.class.getPermittedSubclasses())
                    .map(this::record)
                    .toList();
        } else if (arguments[0] == Long.class) {
            List<Object> buckets = new ArrayList<>();
            while (buckets.size() < LatencyBuckets.size()) {
                buckets.add(value(arguments[0]));
            }
            return buckets;
        }
        return List.of(value(arguments[0]), value(arguments[0]));
    }
}
