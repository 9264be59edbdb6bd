package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.openstack.CloudUnderTest;
import io.drover.openstack.Migration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How fast a fleet answers a step: the true load of pm1 goes from 0.03 to 0.91 at once, and its kernel's load averages
 * follow slowly. Prints one line a run; doc/benchmarks.md tells them.
 */
@Tag("slow-cloud")
class StepTest {

    @RegisterExtension
    private final Stage stage = new Stage();

    @ParameterizedTest(name = "{0} {1} s, lambda {2}, {3} outbound, settle {4} s, improvement {5} %")
    @CsvSource({
        "push, 5, 1, 2, 5, 1",
        "hybrid, 5, 1, 2, 5, 1",
    })
    void isAnsweredWithinHalfAMinute(
            String strategy, String interval, String lambda, String outbound, String settle, String improvement) {
        var servers = stage.boot(Map.of("pm1", 6, "pm2", 4, "pm3", 4, "pm4", 4));
        stage.load(servers.get("pm1"), 0.02);
        stage.load(servers.get("pm2"), 0.36);
        stage.load(servers.get("pm3"), 0.30);
        stage.load(servers.get("pm4"), 0.24);
        Map<String, String> options = new TreeMap<>();
        options.put("DEFAULT.strategy", strategy);
        options.put("telemetry.interval", interval);
        options.put("telemetry.ewma_lambda", lambda);
        options.put("migration.max_outbound", outbound);
        options.put("migration.max_inbound", outbound);
        options.put("auction.source_settle", settle);
        options.put("auction.destination_settle", settle);
        options.put("thresholds.required_improvement", improvement);
        try (Relay relay = new Relay(CloudUnderTest.access().authUrl(), stage.operator.novaEndpoint())) {
            options.put("openstack.auth_url", relay.authUrl());
            stage.agents(options);
            assertThat(stage.migrations()).isEmpty();

            Instant stepped = Instant.now();
            stage.load(servers.get("pm1"), 0.607);
            stage.awaitLoad("pm1", load -> load > 0.9);
            stage.awaitLoads(Duration.ofSeconds(180), load -> load < 0.70);
            double relieved = Diary.seconds(stepped, Instant.now());
            stage.awaitQuiet(Duration.ofSeconds(20), Duration.ofSeconds(180));
            double performance = Stage.performance(stage.imagined.trueLoads());
            long moves = stage.moves().values().stream().mapToLong(m -> m).sum();
            System.err.printf(
                    Locale.ROOT,
                    "step: %s interval=%s lambda=%s outbound=%s settle=%s improvement=%s: no hot host after %.1f s, %d moves,"
                            + " system performance %.3f, hot to decision %s ms, hot to live-migrate %s ms%n",
                    strategy,
                    interval,
                    lambda,
                    outbound,
                    settle,
                    improvement,
                    relieved,
                    moves,
                    performance,
                    decided(),
                    called(relay));
            stage.assertPlaced();
            assertThat(stage.migrations()).allMatch(Migration::completed);
            assertThat(stage.moves().values()).allMatch(count -> count == 1);
            assertThat(moves).isLessThanOrEqualTo(5);
            assertThat(performance).isGreaterThanOrEqualTo(0.97);
            assertThat(relieved).isLessThanOrEqualTo(30);
        }
    }

    /** From the sample that made pm1 hot to the order. */
    private List<Long> decided() {
        return opened().stream()
                .flatMap(open -> stage.agent("pm1").diary().lines().stream()
                        .filter(line -> line.order()
                                .filter(order -> order.auction()
                                        .equals(open.note().orElseThrow().auction()))
                                .isPresent())
                        .map(line -> Duration.between(open.at(), line.at()).toMillis()))
                .toList();
    }

    /** Likewise, to the moment at which Nova hears the request. */
    private List<Long> called(Relay relay) {
        List<Instant> calls = relay.migrateCalls();
        return opened().stream()
                .flatMap(open -> calls.stream()
                        .filter(call -> !call.isBefore(open.at()))
                        .map(call -> Duration.between(open.at(), call).toMillis())
                        .findFirst()
                        .stream())
                .toList();
    }

    /** pm1's auctions that a sample opened. */
    private List<Diary.Line> opened() {
        List<Diary.Line> lines = stage.agent("pm1").diary().lines();
        List<Diary.Line> opened = new java.util.ArrayList<>();
        boolean sampled = false;
        for (Diary.Line line : lines) {
            if (line.entry() instanceof io.drover.journal.Entry.Heard heard)
                sampled = heard.event() instanceof Event.Observed;
            if (sampled
                    && line.note()
                            .filter(n ->
                                    n.kind() == Note.Kind.OPENED && n.text().startsWith("hot"))
                            .isPresent()) {
                opened.add(line);
            }
        }
        return opened;
    }
}
