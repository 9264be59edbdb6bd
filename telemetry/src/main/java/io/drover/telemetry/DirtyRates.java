package io.drover.telemetry;

import io.drover.openstack.Server;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast servers dirty their memory, MB/s: learned from how their migrations went, else as their metadata or flavor
 * says under {@code drover:dirty_rate}. Thread-safe: migrations end on other threads.
 */
public final class DirtyRates {

    static final String PROPERTY = "drover:dirty_rate";

    private static final int SERVERS_AT_MOST = 1000;
    private static final double NEWEST_WEIGHT = 0.5;

    @SuppressWarnings("serial")
    private final Map<String, Double> learned = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Double> eldest) {
            return size() > SERVERS_AT_MOST;
        }
    };

    /**
     * A migration ended. Everything that was sent beyond the memory itself had been dirtied meanwhile, so
     * D = (processed - memory) / duration. Nothing is learned when less than the memory was sent: pages of zeros hide
     * how much it was.
     *
     * @param processedBytes sent
     * @param memoryBytes of the guest
     * @param copying from the first to the last byte
     */
    public void learn(String server, long processedBytes, long memoryBytes, Duration copying) {
        if (memoryBytes <= 0 || processedBytes < memoryBytes || copying.compareTo(Duration.ofSeconds(1)) < 0) return;
        double rate = (processedBytes - memoryBytes) / 1e6 / (copying.toNanos() / 1e9);
        synchronized (learned) {
            Double before = learned.remove(server);
            learned.put(server, before == null ? rate : NEWEST_WEIGHT * rate + (1 - NEWEST_WEIGHT) * before);
        }
    }

    /** Empty: unknown. */
    OptionalDouble of(Server server) {
        synchronized (learned) {
            Double rate = learned.get(server.id());
            if (rate != null) return OptionalDouble.of(rate);
        }
        return said(server.metadata()).or(() -> said(server.flavor().extraSpecs())).stream()
                .mapToDouble(Double::doubleValue)
                .findFirst();
    }

    int size() {
        synchronized (learned) {
            return learned.size();
        }
    }

    private static Optional<Double> said(Map<String, String> properties) {
        try {
            return Optional.ofNullable(properties.get(PROPERTY))
                    .map(Double::valueOf)
                    .filter(rate -> rate >= 0 && Double.isFinite(rate));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
