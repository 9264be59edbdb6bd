package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.auction.Note;
import io.drover.openstack.CloudUnderTest;
import io.drover.openstack.Migration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator gets who sets no option but host, broker and cloud. Each test prints its figures in one line. */
@Tag("slow-cloud")
class DefaultsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double HOT = 0.70;

    @RegisterExtension
    private final Stage stage = new Stage();

    private double relieved(Instant since) {
        stage.awaitLoads(PATIENCE, load -> load < HOT);
        return Diary.seconds(since, Instant.now());
    }

    private long moves() {
        return stage.moves().values().stream().mapToLong(m -> m).sum();
    }

    private void say(String what, double seconds) {
        System.err.printf(
                Locale.ROOT,
                "installed, %s: %.1f s, %d moves, performance %.3f, loads %s%n",
                what,
                seconds,
                moves(),
                stage.imagined.performance(),
                stage.imagined.trueLoads());
    }

    private SortedMap<String, List<String>> warmFleet() {
        var servers = stage.boot(Map.of("pm1", 6, "pm2", 4, "pm3", 4, "pm4", 4));
        stage.load(servers.get("pm1"), 0.02);
        stage.load(servers.get("pm2"), 0.36);
        stage.load(servers.get("pm3"), 0.30);
        stage.load(servers.get("pm4"), 0.24);
        stage.installedAgents(Map.of());
        return servers;
    }

    private double heat(String host, List<String> servers, double cpu) {
        Instant stepped = Instant.now();
        stage.load(servers, cpu);
        stage.awaitLoad(host, load -> load > 0.85);
        return relieved(stepped);
    }

    @Test
    void aStepIsAnsweredWithinTwentySeconds() {
        var servers = warmFleet();
        double seconds = heat("pm1", servers.get("pm1"), 0.607);
        say("step, no host hot", seconds);
        stage.awaitQuiet(Duration.ofSeconds(100), PATIENCE);
        say("step, two minutes later", seconds);
        assertThat(seconds).isLessThanOrEqualTo(20);
        assertThat(moves()).isLessThanOrEqualTo(5);
        assertThat(stage.imagined.performance()).isGreaterThanOrEqualTo(0.97);
        assertThat(stage.moves().values()).allMatch(count -> count == 1);
        stage.assertPlaced();
        assertThat(stage.migrations()).allMatch(Migration::completed);
    }

    @Test
    void anEmptyHostIsFilledFromThreeBusyOnes() {
        var servers = stage.boot(Map.of("pm1", 6, "pm2", 6, "pm3", 6));
        Instant stepped = Instant.now();
        servers.values().forEach(each -> stage.load(each, 0.40));
        stage.installedAgents(Map.of());
        Instant ready = Instant.now();
        try {
            await("the empty host to be filled")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> stage.imagined.performance() >= 0.98);
        } finally {
            say("three at 0.60, one empty", Diary.seconds(ready, Instant.now()));
        }
        stage.awaitQuiet(Duration.ofSeconds(60), PATIENCE);
        say("three at 0.60, one empty, at rest", Diary.seconds(stepped, Instant.now()));
        assertThat(moves()).isLessThanOrEqualTo(4);
        assertThat(stage.imagined.performance()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void heatThatWandersIsFollowed() {
        var servers = warmFleet();
        double first = heat("pm1", servers.get("pm1"), 0.607);
        say("wandering heat, first", first);
        stage.awaitQuiet(Duration.ofSeconds(60), PATIENCE);
        List<String> there = new ArrayList<>();
        stage.placements().forEach((server, host) -> {
            if (host.equals("pm3")) there.add(server);
        });
        servers.get("pm1").forEach(server -> stage.imagined.load(server, 0.15));
        double second = heat("pm3", there, Math.min(1, 0.91 * 8 / (2 * there.size())));
        say("wandering heat, second", second);
        stage.awaitQuiet(Duration.ofSeconds(60), PATIENCE);
        say("wandering heat, at rest", second);
        assertThat(first).isLessThanOrEqualTo(20);
        assertThat(second).isLessThanOrEqualTo(20);
        assertThat(moves()).isLessThanOrEqualTo(10);
        assertThat(stage.moves().values()).allMatch(count -> count == 1);
    }

    @Test
    void tasksThatWaitForADiskMoveNothing() {
        var servers = stage.boot(Map.of("pm1", 4, "pm2", 4, "pm3", 4, "pm4", 4));
        servers.values().forEach(each -> stage.load(each, 0.45));
        stage.imagined.blocked("pm1", 40);
        stage.installedAgents(Map.of());
        await("a sentence")
                .atMost(Duration.ofMinutes(3))
                .until(() -> stage.agents.notes(Note.Kind.NOTICED).stream()
                        .anyMatch(n -> n.text().contains("wait for a disk")));
        stage.awaitQuiet(Duration.ofSeconds(60), PATIENCE);
        say("40 blocked tasks", 0);
        assertThat(stage.migrations()).isEmpty();
    }

    @Test
    void aSteadyCloudMovesNothingAndAsksLittle() throws InterruptedException {
        var servers = stage.boot(Map.of("pm1", 4, "pm2", 4, "pm3", 4, "pm4", 4));
        servers.values().forEach(each -> stage.load(each, 0.45));
        try (Relay relay = new Relay(CloudUnderTest.access().authUrl(), stage.operator.novaEndpoint())) {
            relay.meter("http://127.0.0.1:8778", "http://127.0.0.1:8041");
            stage.installedAgents(Map.of("openstack.auth_url", relay.authUrl()));
            Instant began = Instant.now();
            long before = relay.requests();
            SplittableRandom random = new SplittableRandom(1);
            await("five minutes of a steady cloud with noise")
                    .pollInterval(Duration.ofSeconds(5))
                    .atMost(PATIENCE.plusMinutes(1))
                    .until(() -> {
                        servers.values().stream()
                                .flatMap(List::stream)
                                .forEach(s -> stage.imagined.load(s, 0.45 + 0.05 * random.nextGaussian()));
                        return Instant.now().isAfter(began.plus(PATIENCE));
                    });
            double perMinute = (relay.requests() - before) / 4.0 / PATIENCE.toMinutes();
            long calls = stage.agents.notes(Note.Kind.OPENED).size();
            System.err.printf(
                    Locale.ROOT, "installed, at rest: %.2f requests a minute and agent, %d calls%n", perMinute, calls);
            assertThat(stage.migrations()).isEmpty();
            assertThat(calls).isLessThanOrEqualTo(4);
            assertThat(perMinute).isLessThanOrEqualTo(3);
        }
    }
}
