package io.drover.check;

import io.drover.amqp.TransportException;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.config.AgentConfig;
import io.drover.fleet.FleetVisit;
import io.drover.fleet.RollCall;
import io.drover.openstack.CloudException;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Whether the broker lets us in, and which agents answer. */
public final class FleetCheck implements CloudCheck {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWERS = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "broker and peers";
    }

    @Override
    public List<Finding> check(AgentConfig config) {
        try (FleetVisit visit = FleetVisit.open(config.bus(), CONNECT, InstantSource.system())) {
            List<Finding> findings = new ArrayList<>();
            findings.add(Trial.ok("connected, exchange and an exclusive queue declared: " + config.bus()));
            findings.addAll(peers(visit, config));
            return findings;
        } catch (TransportException | IllegalArgumentException e) {
            return List.of(Trial.failed(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Trial.failed("interrupted"));
        }
    }

    private static List<Finding> peers(FleetVisit visit, AgentConfig config) throws InterruptedException {
        RollCall.Result result = RollCall.take(
                visit,
                new Message.MeasurementRequest(Instant.now()),
                Message.MeasurementReply.class,
                CompletableFuture.completedFuture(hosts(config)),
                ANSWERS);
        List<Finding> findings = new ArrayList<>();
        String heard = String.join(", ", result.answers().keySet());
        findings.add(
                result.answers().isEmpty()
                        ? Trial.warning("no agent answers: none runs, or none takes our fleet key")
                        : Trial.ok(result.answers().size() + " agents answer: " + heard));
        if (!result.absent().isEmpty()) {
            findings.add(Trial.warning("no agent runs on " + String.join(", ", result.absent())));
        }
        if (!result.silent().isEmpty()) {
            findings.add(Trial.warning("no answer from " + String.join(", ", result.silent())));
        }
        if (visit.distrusted() > 0) {
            findings.add(Trial.failed(visit.distrusted() + " answers were not signed with our fleet key"));
        }
        result.answers()
                .forEach((host, answer) -> clock(host, answer.envelope()).ifPresent(findings::add));
        return findings;
    }

    private static Optional<List<String>> hosts(AgentConfig config) {
        try {
            return Optional.of(new NovaClient(Trial.session(config))
                    .computeServices().stream().map(ComputeService::host).toList());
        } catch (CloudException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An answer is seconds old at most, so more than that is the clock. */
    private static Optional<CloudCheck.Finding> clock(String host, Envelope answer) {
        Duration ahead = Duration.between(Instant.now(), answer.sentAt());
        if (ahead.abs().compareTo(ANSWERS.plus(ClockCheck.TOLERATED)) <= 0) return Optional.empty();
        return Optional.of(Trial.warning(String.format(
                Locale.ROOT,
                "the clock of %s is %d s %s ours",
                host,
                ahead.abs().toSeconds(),
                ahead.isNegative() ? "behind" : "ahead of")));
    }
}
