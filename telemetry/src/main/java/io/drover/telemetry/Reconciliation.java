package io.drover.telemetry;

import io.drover.openstack.CloudException;
import io.drover.openstack.Hypervisor;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Holds what this machine counts against what Nova and Ceilometer say of the host, now and then, and says so in one
 * sentence when they begin or cease to contradict. Not thread-safe.
 */
final class Reconciliation {

    static final Duration EVERY = Duration.ofMinutes(10);

    /** Ceilometer's means are minutes old: so are these. */
    private static final double MEMORY_SECONDS = 300;

    private static final double SHARE = 0.5;
    private static final double CPUS = 0.5;

    private final NovaClient nova;
    private final ProcFiles proc;
    private final ServerLoads ceilometer;
    private final Consumer<String> notices;
    private double used = Double.NaN;
    private Instant usedAt = Instant.MIN;
    private Instant askAt = Instant.MIN;
    private String said = "";

    Reconciliation(NovaClient nova, ProcFiles proc, ServerLoads ceilometer, Consumer<String> notices) {
        this.nova = nova;
        this.proc = proc;
        this.ceilometer = ceilometer;
        this.notices = notices;
    }

    /**
     * @param local the servers' loads as this machine counts them, all of them
     */
    void round(Hypervisor own, List<Server> active, Map<String, Reading> local, Instant now) {
        remember(local, now);
        if (askAt.equals(Instant.MIN) || now.isBefore(askAt.minus(EVERY))) askAt = now.plus(EVERY);
        if (now.isBefore(askAt)) return;
        askAt = now.plus(EVERY);
        List<String> contradictions = new ArrayList<>();
        nova(own).ifPresent(contradictions::add);
        ceilometer(active, now).ifPresent(contradictions::add);
        String text = String.join("; ", contradictions);
        if (text.isEmpty() && !said.isEmpty()) notices.accept("Nova, Ceilometer and this machine agree again");
        if (!text.isEmpty() && said.isEmpty()) notices.accept(text);
        said = text;
    }

    private void remember(Map<String, Reading> local, Instant now) {
        double sum = local.values().stream().mapToDouble(Reading::value).sum();
        double seconds =
                usedAt.equals(Instant.MIN) ? 0 : Duration.between(usedAt, now).toMillis() / 1000.0;
        double kept = Double.isNaN(used) || seconds < 0 ? 0 : Math.exp(-seconds / MEMORY_SECONDS);
        used = kept == 0 ? sum : kept * used + (1 - kept) * sum;
        usedAt = now;
    }

    /** Load averages over 15 minutes are the same number in both places, if it is the same machine. */
    private Optional<String> nova(Hypervisor own) {
        Optional<LoadAverages> here = proc.loadAverages();
        Optional<LoadAverages> there = asked(own);
        if (here.isEmpty()
                || there.isEmpty()
                || !differ(here.get().fifteen(), there.get().fifteen())) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "Nova tells a load average of %.2f over 15 minutes for host %s, and this machine %.2f",
                there.get().fifteen(),
                own.host(),
                here.get().fifteen()));
    }

    private Optional<LoadAverages> asked(Hypervisor own) {
        try {
            return nova.uptime(own.id()).flatMap(LoadAverages::ofUptime);
        } catch (CloudException e) {
            return Optional.empty();
        }
    }

    private Optional<String> ceilometer(List<Server> active, Instant now) {
        Map<String, Reading> loads = ceilometer.of(active, now);
        if (active.isEmpty() || !active.stream().allMatch(server -> loads.containsKey(server.id())))
            return Optional.empty();
        double sum = active.stream()
                .mapToDouble(server -> loads.get(server.id()).value())
                .sum();
        if (!differ(sum, used)) return Optional.empty();
        return Optional.of(String.format(
                Locale.ROOT,
                "Ceilometer tells of %.2f CPUs that the %d servers used, and this machine of %.2f",
                sum,
                active.size(),
                used));
    }

    private static boolean differ(double one, double other) {
        double difference = Math.abs(one - other);
        return difference > CPUS && difference > SHARE * Math.max(one, other);
    }
}
