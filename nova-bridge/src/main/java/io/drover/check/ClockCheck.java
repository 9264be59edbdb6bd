package io.drover.check;

import io.drover.config.AgentConfig;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Service;
import io.drover.openstack.Session;
import io.drover.telemetry.HostLoadSource;
import io.drover.telemetry.ServerLoadSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether this machine's clock and the services' agree. */
public final class ClockCheck implements CloudCheck {

    static final Duration TOLERATED = Duration.ofSeconds(5);

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
        return trial.findings();
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
