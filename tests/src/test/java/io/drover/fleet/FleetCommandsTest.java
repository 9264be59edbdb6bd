package io.drover.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.fleet.SmallFleet.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pause, resume and status, by the command line, of real agents. */
class FleetCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private SmallFleet fleet;

    @BeforeEach
    void start() throws Exception {
        fleet = new SmallFleet(
                directory,
                1,
                world -> world.host("pm1", host -> host.zone("az1"))
                        .host("pm2", host -> host.zone("az2"))
                        .host("pm3", host -> host.zone("az2")),
                "[DEFAULT]",
                "mode = observe",
                "[telemetry]",
                "interval = 1");
        fleet.start("pm1");
        fleet.start("pm2");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void aPauseReachesAllOutlivesRestartsAndIsLearntByNewcomers() throws Exception {
        long asked = System.nanoTime();
        Ran paused = fleet.drover("pause", "-f", "value", "-c", "host", "-c", "group", "-c", "state");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
        assertThat(paused.out()).isEqualTo("pm1 az1 paused\npm2 az2 paused\npm3  absent\n");
        assertThat(paused.err()).containsExactly("drover: warning: no agent runs on pm3");
        assertThat(paused.status()).isZero();
        assertPaused("pm1");
        assertPaused("pm2");

        fleet.stop("pm2");
        fleet.start("pm2");
        assertPaused("pm2");
        fleet.start("pm3");
        await("the newcomer to learn of the pause")
                .atMost(Duration.ofSeconds(5))
                .until(() -> paused("pm3"));

        Ran resumed = fleet.drover("resume", "-f", "json");
        assertThat(resumed.status()).as("%s", resumed.err()).isZero();
        assertThat(JSON.readTree(resumed.out())).hasSize(3).allSatisfy(row -> {
            assertThat(row.path("state").asText()).isEqualTo("running");
            assertThat(row.path("seconds").asDouble()).isBetween(0.0, 2.0);
        });
    }

    @Test
    void aGroupIsPausedAloneAndResumedByItsName() {
        Ran paused = fleet.drover("pause", "--group", "az2", "-f", "value", "-c", "host", "-c", "state");
        assertThat(paused.out()).isEqualTo("pm1 running\npm2 paused\npm3 absent\n");
        assertThat(paused.status()).isZero();

        Ran all = fleet.drover("resume");
        assertThat(all.status()).isEqualTo(1);
        assertThat(all.err())
                .contains(
                        "drover: still paused: pm2, by a pause of their group or one newer than this machine's clock");
        assertThat(fleet.drover("resume", "--group", "az2").status()).isZero();
        assertThat(fleet.drover("pause", "--group", "nobody").err())
                .contains("drover: no agent of group nobody answered");
    }

    @Test
    void statusShowsEveryAgentAsItSeesItself() throws Exception {
        Ran json = fleet.drover("status", "-f", "json");
        assertThat(json.status()).isZero();
        assertThat(json.err()).singleElement().asString().startsWith("2 agents, system performance ");
        JsonNode first = JSON.readTree(json.out()).get(0);
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly(
                        "host",
                        "group",
                        "load",
                        "push",
                        "pull",
                        "mode",
                        "paused",
                        "draining",
                        "state",
                        "lockedBy",
                        "leaseSeconds",
                        "unavailable",
                        "sampledSecondsAgo",
                        "loadSource",
                        "serverLoadSource",
                        "loadScatter",
                        "busyCpus",
                        "cpuPressure",
                        "memoryPressure",
                        "ioPressure",
                        "memory",
                        "attempts",
                        "migrating",
                        "migrations",
                        "failedMigrations",
                        "lastDecision",
                        "advice");
        assertThat(first.path("host").asText()).isEqualTo("pm1");
        assertThat(first.path("push").asDouble()).isEqualTo(0.7);
        assertThat(first.path("state").asText()).isEqualTo("mode observe");
        assertThat(fleet.drover("status").out()).contains("| host |").doesNotContain("lockedBy");
        assertThat(fleet.drover("status", "-c", "lockedBy", "-c", "host").out()).contains("| host | lockedBy |");
    }

    @Test
    void whoIsOffIsShownWithoutALoadAndPausedLikeAllOthers() throws Exception {
        fleet.start("pm3", "mode=off");
        await("samples of the others")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !row("pm1").path("sampledSecondsAgo").isNull());
        JsonNode off = row("pm3");
        assertThat(off.path("state").asText()).isEqualTo("mode off");
        assertThat(off.path("load").isNull()).isTrue();
        assertThat(off.path("sampledSecondsAgo").isNull()).isTrue();
        assertThat(fleet.drover("pause", "-f", "value", "-c", "host", "-c", "state")
                        .out())
                .isEqualTo("pm1 paused\npm2 paused\npm3 paused\n");
    }

    private JsonNode row(String host) throws IOException {
        for (JsonNode row : JSON.readTree(fleet.drover("status", "-f", "json").out())) {
            if (row.path("host").asText().equals(host)) return row;
        }
        throw new AssertionError("no row of " + host);
    }

    @Test
    void aWatchGoesOnUntilCtrlC() throws Exception {
        Path out = directory.resolve("watched");
        Process watch = fleet.spawned(out, "status", "--watch", "--interval", "0.2");
        try {
            await("a second look")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(out).split("2 agents, system performance", -1).length > 2);
            assertThat(Files.readString(out)).contains("| pm2  |").doesNotContain("\u001b");
            Process interrupt = new ProcessBuilder("kill", "-INT", Long.toString(watch.pid())).start();
            assertThat(interrupt.waitFor()).isZero();
            assertThat(watch.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.exitValue()).isZero();
        } finally {
            watch.destroyForcibly();
        }
    }

    @Test
    void whoDoesNotAnswerIsNamed() throws Exception {
        String other = "0123456789abcdef0123456789abcdef";
        Path key = Files.writeString(directory.resolve("key"), other + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        fleet.start("pm3", "fleet_key_file=" + key);
        Ran paused = fleet.drover("pause", "--timeout", "2", "-f", "value", "-c", "host", "-c", "state");
        assertThat(paused.out()).isEqualTo("pm1 paused\npm2 paused\npm3 silent\n");
        assertThat(paused.err()).containsExactly("drover: no answer from pm3");
        assertThat(paused.status()).isEqualTo(1);
    }

    @Test
    void aBrokerThatCannotBeUsedIsOneSentence() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        Map<String, String> nowhere =
                Map.of("DROVER_DEFAULT_TRANSPORT_URL", "rabbit://drover:hush@127.0.0.1:" + unused + "/");
        for (String command : new String[] {"pause", "resume", "status"}) {
            Ran ran = fleet.drover(nowhere, command);
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.err()).containsExactly("drover: no broker answers at 127.0.0.1:" + unused);
            assertThat(ran.out()).isEmpty();
        }
        Ran wrong = fleet.drover("pause", "--timeout", "soon");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err())
                .containsExactly(
                        "drover: --timeout \"soon\" is not a duration: a number of seconds, or one with ms, s, m, h or"
                                + " d");
    }

    private void assertPaused(String host) throws Exception {
        assertThat(paused(host)).as("%s is paused", host).isTrue();
    }

    private boolean paused(String host) throws Exception {
        return fleet.agent(host).self().get(5, TimeUnit.SECONDS).standing().paused();
    }
}
