package io.drover.check;

import io.drover.config.AgentConfig;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Service;
import io.drover.openstack.Session;
import io.drover.telemetry.HostLoadSource;
import io.drover.telemetry.ServerLoadSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether this machine's clock and the services' agree. */
public final class ClockCheck implements CloudCheck {

    static final Duration TOLERATED = Duration.ofSeconds(5);

    /** A clock that is slewed to the right time gains or loses less than that while the checks take. */
    private static final Duration STEADY = Duration.ofSeconds(1);

    /** Nova's report_interval is 10 s, and a service is down after service_down_time of 60 s. */
    private static final Duration REPORTS = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public List<Finding> check(AgentConfig config) {
        Session session = Trial.session(config);
        List<Service> services = new ArrayList<>(List.of(Service.NOVA, Service.PLACEMENT));
        var settings = config.telemetry().settings();
        if (settings.hostLoadSource() == HostLoadSource.GNOCCHI
                || settings.serverLoadSource() == ServerLoadSource.GNOCCHI) services.add(Service.GNOCCHI);
        Trial trial = new Trial().ask(() -> judged("Keystone", session.token().clockSkew()));
        for (Service service : services) trial.ask(() -> asked(service, session));
        return trial.askAll(() -> own(config.statePath())).findings();
    }

    /** Whether this machine's own clock goes steadily: since the checks began, and since the agent last wrote. */
    private static List<Finding> own(Path statePath) {
        List<Finding> findings = new ArrayList<>();
        Duration monotonic = Duration.ofNanos(System.nanoTime() - Trial.BEGAN_NANOS);
        jump(Duration.between(Trial.BEGAN, Instant.now()), monotonic).ifPresent(findings::add);
        fromTheFuture(statePath, Instant.now()).ifPresent(findings::add);
        return findings;
    }

    static Optional<Finding> jump(Duration byTheClock, Duration monotonic) {
        Duration jump = byTheClock.minus(monotonic);
        if (jump.abs().compareTo(STEADY) <= 0) return Optional.empty();
        return Optional.of(Trial.warning(String.format(
                Locale.ROOT,
                "this machine's clock jumped %s by %.1f s during the checks",
                jump.isNegative() ? "back" : "ahead",
                jump.abs().toMillis() / 1000.0)));
    }

    /** What an agent wrote may be old, but never of tomorrow. */
    static Optional<Finding> fromTheFuture(Path statePath, Instant now) {
        try (Stream<Path> files = Files.list(statePath)) {
            Duration ahead = Duration.ZERO;
            for (Path file : files.toList()) {
                Duration each =
                        Duration.between(now, Files.getLastModifiedTime(file).toInstant());
                if (each.compareTo(ahead) > 0) ahead = each;
            }
            if (ahead.compareTo(TOLERATED) <= 0) return Optional.empty();
            return Optional.of(Trial.warning(statePath + " was written " + ahead.toSeconds()
                    + " s in the future: this machine's clock jumped back since"));
        } catch (IOException | UncheckedIOException noAgentYet) {
            return Optional.empty();
        }
    }

    private static Finding asked(Service service, Session session) {
        session.token();
        Instant before = Instant.now();
        Optional<Instant> there = session.time(service);
        if (there.isEmpty() && service == Service.NOVA) return reports(new NovaClient(session).computeServices());
        if (there.isEmpty()) return Trial.ok(service.title() + " does not tell the time");
        Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
        return judged(service.title(), Duration.between(middle, there.get()));
    }

    /** Behind uWSGI a service sends no Date; but nova-compute reports every 10 s, stamped with Nova's time. */
    private static Finding reports(List<ComputeService> services) {
        Optional<Instant> newest = services.stream()
                .filter(ComputeService::up)
                .flatMap(service -> service.updatedAt().stream())
                .max(Comparator.naturalOrder());
        if (newest.isEmpty()) return Trial.ok("Nova does not tell the time, and no compute service is up");
        double seconds = Duration.between(newest.get(), Instant.now()).toMillis() / 1000.0;
        String sentence = String.format(Locale.ROOT, "the newest report of a compute service is %.1f s old", seconds);
        boolean agree = seconds > -TOLERATED.toSeconds()
                && seconds < REPORTS.plus(TOLERATED).toSeconds();
        return agree ? Trial.ok(sentence) : Trial.warning(sentence + ": Nova's clock and ours differ");
    }

    private static Finding judged(String who, Duration ahead) {
        double seconds = ahead.toMillis() / 1000.0;
        String sentence = String.format(
                Locale.ROOT,
                "%s's clock is %.1f s %s ours",
                who,
                Math.abs(seconds),
                seconds < 0 ? "behind" : "ahead of");
        return ahead.abs().compareTo(TOLERATED) > 0 ? Trial.warning(sentence) : Trial.ok(sentence);
    }
}
