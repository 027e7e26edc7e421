package storefront;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which the storefront misbehaves, such as {@code errors=60%,above=12rps}.
 *
 * @param amount a ratio from 0 to 1, milliseconds or a count of requests, as the kind has it
 * @param aboveRate only above this many requests a second in this instance, measured over the last second
 */
record Fault(Kind kind, double amount, OptionalDouble aboveRate) {
    private static final Pattern FORM =
            Pattern.compile("(?<kind>[a-z-]+)(=(?<amount>[0-9.]+)(?<unit>%|ms|s)?)?(,above=(?<rate>[0-9.]+)rps)?");

    static final String FORMS =
            "errors=60%, latency=800ms (both also with ,above=12rps), health, health=10s, crash, crash=100 (requests),"
                    + " slow-start=5s, hang-on-stop";

    enum Kind {
        ERRORS("%", true, true),
        LATENCY("ms", true, true),
        HEALTH("ms", false, false),
        CRASH("", false, false),
        SLOW_START("ms", true, false),
        HANG_ON_STOP(null, false, false);

        private final String unit;
        private final boolean needsAmount;
        private final boolean mayDependOnRate;

        Kind(String unit, boolean needsAmount, boolean mayDependOnRate) {
            this.unit = unit;
            this.needsAmount = needsAmount;
            this.mayDependOnRate = mayDependOnRate;
        }
    }

    /** @throws IllegalArgumentException when the text is none of {@link #FORMS} */
    static Fault parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            throw unknown(text);
        }
        Kind kind;
        try {
            kind = Kind.valueOf(matcher.group("kind").toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
        String amount = matcher.group("amount");
        String unit = matcher.group("unit") == null ? "" : matcher.group("unit");
        String rate = matcher.group("rate");
        boolean unitFits =
                amount == null || unit.equals(kind.unit) || (unit.equals("s") && "ms".equals(kind.unit));
        if ((amount == null && kind.needsAmount) || !unitFits || (rate != null && !kind.mayDependOnRate)) {
            throw unknown(text);
        }
        try {
            double number = amount == null ? 0 : Double.parseDouble(amount);
            double scaled = unit.equals("%") ? number / 100 : unit.equals("s") ? number * 1000 : number;
            if (kind == Kind.ERRORS && scaled > 1) {
                throw unknown(text);
            }
            return new Fault(
                    kind, scaled, rate == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(rate)));
        } catch (NumberFormatException e) {
            throw unknown(text);
        }
    }

    boolean activeAt(double rate) {
        return aboveRate.isEmpty() || rate > aboveRate.getAsDouble();
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("Unknown fault \"" + text + "\". Expected one of: " + FORMS);
    }
}
