package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.model.ServerObservation;
import io.drover.openstack.Migration;
import io.drover.openstack.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Real QEMU guests on two real hypervisors, whose memory is really copied over a link of 100 Mbit/s. Their load
 * averages are the machine's, so a host's load is the sum of its servers. {@code LIVEHOSTS_HOME} names the directory
 * of the hosts' commands, {@code LIVEHOSTS_STATE} that of their state.
 */
@Tag("livehosts")
class LiveHostsTest {

    private static final int LINK_MBIT = 100;
    private static final String LINK_MB_S = "11.5";
    /** Six guests that ask for 0.2 of a CPU each, and on a busy machine get half of it. */
    private static final String STILL_HOT_WITHOUT_ONE = "0.18";

    private static final Duration SOON = Duration.ofSeconds(300);
    private static final Pattern PROGRESS = Pattern.compile("is running, [1-9][0-9]? %");

    @RegisterExtension
    private final Stage stage = new Stage(new Stage.Cast("lh", "lh.128", "live-128"));

    private Guests guests;

    @BeforeEach
    void shapeTheLink() {
        String home = System.getenv("LIVEHOSTS_HOME");
        assumeTrue(home != null, "LIVEHOSTS_HOME names no directory: no real guests");
        assertThat(stage.hosts()).as("hosts with real guests").containsExactly("lh1", "lh2");
        guests = new Guests(Path.of(home));
        guests.link(LINK_MBIT);
    }

    @AfterEach
    void freeTheLink() {
        if (guests != null) guests.unlimited();
    }

    private static Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        options.put("DEFAULT.strategy", "push");
        options.put("telemetry.host_load_source", "servers");
        options.put("telemetry.cpus", "2");
        options.put("thresholds.push", "0.25");
        options.put("thresholds.pull", "0.02");
        options.put("thresholds.variable", "false");
        options.put("migration.bandwidth_mb_s", LINK_MB_S);
        options.put("migration.default_dirty_rate_mb_s", "1");
        options.put("migration.notification_url", "rabbit://minicloud:minicloud@127.0.0.1:5672/");
        return options;
    }

    private static Map<String, String> withLibvirt(Map<String, String> options) {
        String state = System.getenv().getOrDefault("LIVEHOSTS_STATE", "/var/lib/livehosts");
        options.put("telemetry.libvirt_uri", "qemu+unix:///system?socket=" + state + "/$host/run-libvirt/libvirt-sock");
        return options;
    }

    private void assertWholeAndPlaced() {
        for (Server server : stage.own()) {
            assertThat(server.status()).isEqualTo("ACTIVE");
            assertThat(guests.where(server.id())).isEqualTo(server.host().orElseThrow());
            guests.assertWhole(server.id());
        }
    }

    @Test
    void anAuctionIsWonAndTheGuestsMemoryCopied() {
        List<String> servers = stage.boot(Map.of("lh1", 2)).get("lh1");
        guests.load(servers, 0.4, 3);
        stage.agents(withLibvirt(options()));
        AgentProcess source = stage.agent("lh1");
        source.awaitNote(Note.Kind.MIGRATED, " is on lh2", SOON);
        stage.awaitRest(Duration.ofSeconds(60));
        assertThat(stage.migrations()).singleElement().matches(Migration::completed);
        assertThat(source.log()).containsPattern(PROGRESS).contains("hearing Nova's notifications");
        assertThat(stage.own().stream().map(s -> s.host().orElseThrow())).containsExactlyInAnyOrder("lh1", "lh2");
        assertWholeAndPlaced();
    }

    @Test
    void aSecondOneWaitsInNovaWhileTheFirstRuns() {
        List<String> servers = stage.boot(Map.of("lh1", 6)).get("lh1");
        guests.load(servers, 0.2, 3);
        Map<String, String> options = withLibvirt(options());
        options.put("thresholds.push", STILL_HOT_WITHOUT_ONE);
        stage.agents(options);
        await("two migrations at once, one of them queued")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    List<String> statuses =
                            stage.migrations().stream().map(Migration::status).toList();
                    return statuses.contains("running") && statuses.contains("queued");
                });
        await("both to end")
                .atMost(SOON)
                .until(() ->
                        stage.migrations().stream().filter(Migration::completed).count() >= 2);
        stage.awaitRest(Duration.ofSeconds(90));
        assertThat(stage.migrations()).allMatch(Migration::completed);
        assertThat(stage.moves().values()).allMatch(count -> count == 1);
        assertWholeAndPlaced();
    }

    @Test
    void oneThatDirtiesFasterThanTheLinkCarriesStays() {
        List<String> servers = stage.boot(Map.of("lh1", 1, "lh2", 1)).get("lh1");
        guests.load(servers, 0.7, 30);
        stage.agents(withLibvirt(options()));
        AgentProcess source = stage.agent("lh1");
        source.awaitNote(Note.Kind.HELD, "dirties memory at", SOON);
        Map<String, Double> known = source.diary().events(Event.Observed.class).stream()
                .flatMap(observed -> observed.observation().servers().stream())
                .filter(server -> server.dirtyRate().isPresent())
                .collect(Collectors.toMap(
                        ServerObservation::id, s -> s.dirtyRate().getAsDouble(), Math::max));
        System.err.println("dirty rates by libvirt: " + known);
        assertThat(known.get(servers.get(0))).isGreaterThan(Double.parseDouble(LINK_MB_S));
        assertThat(stage.migrations()).isEmpty();
        assertWholeAndPlaced();
    }

    @Test
    void oneOfWhichThatIsNotKnownIsAbortedByOurDeadline() {
        List<String> servers = stage.boot(Map.of("lh1", 2, "lh2", 1)).get("lh1");
        stage.operator.lock(servers.get(1));
        guests.load(servers, 0.35, 30);
        Map<String, String> options = options();
        options.put("migration.completion_timeout", "30");
        stage.agents(options);
        AgentProcess source = stage.agent("lh1");
        source.awaitNote(Note.Kind.FAILED, servers.get(0), SOON);
        stage.awaitRest(Duration.ofSeconds(60));
        assertThat(stage.migrations())
                .singleElement()
                .satisfies(migration -> assertThat(migration.status()).isEqualTo("cancelled"));
        assertThat(stage.own()).allSatisfy(server -> assertThat(server.active()).isTrue());
        assertThat(guests.where(servers.get(0))).isEqualTo("lh1");
        source.awaitNote(Note.Kind.HELD, servers.get(0), Duration.ofSeconds(60));
        System.err.println(source.diary().tail(12));
        assertWholeAndPlaced();
    }
}
