package io.drover.scenario;

import io.drover.model.Decimal;
import java.time.Duration;
import java.util.StringJoiner;

/**
 * What goes wrong at random.
 *
 * @param loss share of deliveries lost
 * @param duplicate share delivered twice
 * @param reorder share that others overtake
 * @param crash chance that an agent crashes, per agent and minute; it starts again within a minute
 * @param partition length of a partition of the fleet into two halves, one in twenty times that on average; zero: none
 * @param novaError share of requests to migrate that Nova spoils: refuses, loses the answer of, finds no host for, or
 *     breaks halfway
 * @param until when all this stops
 */
public record Faults(
        double loss,
        double duplicate,
        double reorder,
        double crash,
        Duration partition,
        double novaError,
        Duration until) {

    public static final Faults NONE = new Faults(0, 0, 0, 0, Duration.ZERO, 0, Duration.ZERO);

    public Faults {
        checkShare("loss", loss);
        checkShare("duplicate", duplicate);
        checkShare("reorder", reorder);
        checkShare("crash", crash);
        checkShare("nova-error", novaError);
        if (partition.isNegative()) throw new IllegalArgumentException("a partition lasts at least 0 s");
    }

    /**
     * @param text {@code loss=0.01,duplicate=0.01,reorder=0.05,crash=0.001,partition=60s,nova-error=0.05}; what is not
     *     named does not happen
     * @throws IllegalArgumentException with one sentence for people
     */
    public static Faults parse(String text) {
        Faults faults = NONE;
        for (String part : text.split(",")) {
            if (!part.isBlank()) faults = faults.with(part.strip());
        }
        return faults;
    }

    public Faults until(Duration end) {
        return new Faults(loss, duplicate, reorder, crash, partition, novaError, end);
    }

    /** The form that {@link #parse} reads; {@code until} is not part of it. */
    public String text() {
        StringJoiner parts = new StringJoiner(",");
        if (loss > 0) parts.add("loss=" + Decimal.shortest(loss));
        if (duplicate > 0) parts.add("duplicate=" + Decimal.shortest(duplicate));
        if (reorder > 0) parts.add("reorder=" + Decimal.shortest(reorder));
        if (crash > 0) parts.add("crash=" + Decimal.shortest(crash));
        if (!partition.isZero()) parts.add("partition=" + partition.toSeconds() + "s");
        if (novaError > 0) parts.add("nova-error=" + Decimal.shortest(novaError));
        return parts.toString();
    }

    private Faults with(String part) {
        int equals = part.indexOf('=');
        if (equals < 0) throw new IllegalArgumentException("a fault is name=value, not \"" + part + "\"");
        String name = part.substring(0, equals);
        String value = part.substring(equals + 1);
        try {
            return with(name, value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("fault " + name + " wants a number, not \"" + value + "\"", e);
        }
    }

    private Faults with(String name, String value) {
        return switch (name) {
            case "loss" -> new Faults(share(value), duplicate, reorder, crash, partition, novaError, until);
            case "duplicate" -> new Faults(loss, share(value), reorder, crash, partition, novaError, until);
            case "reorder" -> new Faults(loss, duplicate, share(value), crash, partition, novaError, until);
            case "crash" -> new Faults(loss, duplicate, reorder, share(value), partition, novaError, until);
            case "partition" -> new Faults(loss, duplicate, reorder, crash, seconds(value), novaError, until);
            case "nova-error" -> new Faults(loss, duplicate, reorder, crash, partition, share(value), until);
            default ->
                throw new IllegalArgumentException("there is no fault \"" + name
                        + "\"; known are loss, duplicate, reorder, crash, partition and nova-error");
        };
    }

    private static double share(String value) {
        return Double.parseDouble(value);
    }

    private static Duration seconds(String value) {
        String number = value.endsWith("s") ? value.substring(0, value.length() - 1) : value;
        return Duration.ofSeconds(Long.parseLong(number));
    }

    private static void checkShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "fault " + name + " is a share from 0 to 1, not " + Decimal.shortest(share));
        }
    }
}
