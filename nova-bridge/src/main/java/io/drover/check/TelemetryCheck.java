package io.drover.check;

import io.drover.config.AgentConfig;
import io.drover.model.HostObservation;
import io.drover.model.ServerObservation;
import io.drover.openstack.Session;
import io.drover.telemetry.DirtyRates;
import io.drover.telemetry.HostLoadSource;
import io.drover.telemetry.Sampler;
import io.drover.telemetry.ServerLoadSource;
import io.drover.telemetry.TelemetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Samples this host twice, as its agent would: are the loads there, fresh, and believable? */
public final class TelemetryCheck implements CloudCheck {

    /** Counters that grow need two looks, and the kernel counts every 5 s. */
    private static final Duration BETWEEN = Duration.ofSeconds(6);

    @Override
    public String name() {
        return "telemetry";
    }

    @Override
    public List<Finding> check(AgentConfig config) {
        TelemetrySettings settings = config.telemetry().settings();
        Session session = Trial.session(config);
        List<Finding> token = new Trial().ask(() -> token(session)).findings();
        if (token.get(0).result() != Result.OK) return token;
        try {
            Sampler sampler = new Sampler(config.host(), session, settings, new DirtyRates(), InstantSource.system());
            HostObservation seen = sampler.sample();
            if (twice(settings)) {
                new CountDownLatch(1).await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
                seen = sampler.sample();
            }
            return findings(config, seen);
        } catch (IllegalArgumentException e) {
            return List.of(Trial.failed(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Trial.failed("interrupted"));
        }
    }

    private static Finding token(Session session) {
        return Trial.ok(session.token().toString());
    }

    private static boolean twice(TelemetrySettings settings) {
        return settings.serverLoadSource() != ServerLoadSource.GNOCCHI
                || settings.hostLoadSource() == HostLoadSource.SERVERS
                || settings.loadMinutes() == 0;
    }

    private static List<Finding> findings(AgentConfig config, HostObservation seen) {
        List<Finding> findings = new ArrayList<>();
        findings.add(host(config, seen));
        seen.closed().ifPresent(why -> findings.add(Trial.warning("no server can come here: " + why)));
        findings.add(servers(seen));
        return findings;
    }

    private static Finding host(AgentConfig config, HostObservation seen) {
        String source = seen.vitals().loadSource();
        if (seen.problem().isPresent())
            return Trial.failed(
                    "host load from " + source + ": " + seen.problem().get());
        if (seen.load().isEmpty()) return Trial.failed("host load from " + source + ": there is none");
        long age = Duration.between(seen.sampledAt(), Instant.now()).toSeconds();
        String sentence = String.format(
                Locale.ROOT,
                "host load from %s: %.2f on %d CPUs, %d s old",
                source,
                seen.load().getAsDouble(),
                seen.cpus(),
                age);
        return age > config.telemetry().maxAge().toSeconds() ? Trial.failed(sentence) : Trial.ok(sentence);
    }

    private static Finding servers(HostObservation seen) {
        String source = seen.vitals().serverLoadSource();
        List<String> without = seen.servers().stream()
                .filter(server -> server.load().isEmpty() && server.immovable().isEmpty())
                .map(ServerObservation::id)
                .toList();
        String sentence = "server loads from " + source + ": " + (seen.servers().size() - without.size()) + " of "
                + seen.servers().size() + " servers";
        if (without.isEmpty()) return Trial.ok(sentence);
        return Trial.warning(sentence + "; none fresh for " + String.join(", ", without));
    }
}
