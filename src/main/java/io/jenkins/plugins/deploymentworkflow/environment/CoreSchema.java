package io.jenkins.plugins.deploymentworkflow.environment;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a plain scalar means by the core schema of YAML 1.2: {@code yes} is a text and {@code 09:00} too, unlike in YAML
 * 1.1. What has more than 60 digits is a text.
 */
final class CoreSchema {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,60}");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]{1,60}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,60}");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(\\.[0-9]{1,60}|[0-9]{1,60}(\\.[0-9]{0,60})?)([eE][-+]?[0-9]{1,3})?");
    private static final Pattern INFINITY = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
    private static final Set<String> NOT_A_NUMBER = Set.of(".nan", ".NaN", ".NAN");

    private CoreSchema() {}

    static boolean isNull(String plain) {
        return NULLS.contains(plain);
    }

    /** A text, a truth value, an Integer, Long or BigInteger, a Double, or null. */
    static Object value(String plain) {
        if (isNull(plain)) {
            return null;
        }
        if (TRUE.contains(plain) || FALSE.contains(plain)) {
            return TRUE.contains(plain);
        }
        if (DECIMAL.matcher(plain).matches()) {
            return narrow(new BigInteger(plain));
        }
        if (OCTAL.matcher(plain).matches()) {
            return narrow(new BigInteger(plain.substring(2), 8));
        }
        if (HEXADECIMAL.matcher(plain).matches()) {
            return narrow(new BigInteger(plain.substring(2), 16));
        }
        if (FLOAT.matcher(plain).matches()) {
            return Double.parseDouble(plain);
        }
        if (INFINITY.matcher(plain).matches()) {
            return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return NOT_A_NUMBER.contains(plain) ? (Object) Double.NaN : plain;
    }

    private static Number narrow(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }
}
