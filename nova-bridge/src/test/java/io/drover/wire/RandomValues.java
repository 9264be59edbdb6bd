package io.drover.wire;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Values that a field of a message may have, the edges among them. */
final class RandomValues {

    private static final String[] WORDS = {
        "node1", "pm2", "compute-07.example.com", "rack#3", "a*b", "100%", "%2A", "Zürich", "東京", "🐑 herd", "x y", "#"
    };

    private final SplittableRandom random;

    RandomValues(SplittableRandom random) {
        this.random = random;
    }

    <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    Double amountOrNull() {
        return random.nextBoolean() ? null : Double.valueOf(amount());
    }

    Double shareOrNull() {
        return random.nextBoolean() ? null : Double.valueOf(unit());
    }

    <T> List<T> many(Supplier<T> one) {
        return Stream.generate(one).limit(random.nextInt(5)).toList();
    }

    String reason() {
        return random.nextBoolean() ? "" : "no: " + word() + " has \"" + word() + "\"";
    }

    String wordOrEmpty() {
        return random.nextInt(4) == 0 ? "" : word();
    }

    String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    double unit() {
        return random.nextDouble();
    }

    double amount() {
        return random.nextInt(3) == 0 ? random.nextInt(100) : random.nextDouble(1e6);
    }

    double load() {
        return random.nextInt(3) == 0 ? random.nextInt(100) : random.nextDouble(1e5);
    }

    double loadOrNaN() {
        return random.nextInt(5) == 0 ? Double.NaN : random.nextDouble(64);
    }

    long count() {
        return random.nextInt(4) == 0 ? 0 : random.nextLong(1L << 53);
    }

    Long countOrNull() {
        return random.nextInt(3) == 0 ? null : Long.valueOf(count());
    }

    Instant instantOrNull() {
        return random.nextBoolean() ? null : instant();
    }

    Instant instant() {
        return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
    }
}
