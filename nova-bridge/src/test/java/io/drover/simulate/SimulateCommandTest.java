package io.drover.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.cli.Drover;
import io.drover.config.Scene;
import io.drover.policy.Policy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SimulateCommandTest {

    private static final List<String> KEYS = List.of(
            "strategy",
            "hosts",
            "servers",
            "seed",
            "durationSeconds",
            "systemPerformance",
            "normalizedLoad",
            "hotHosts",
            "hotspotSeconds",
            "attempts",
            "migrations",
            "failedMigrations",
            "migrationGigabytes",
            "downtimeSeconds",
            "messages",
            "invariantViolations",
            "placements");

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Drover.run(args, printed, told, new Scene(directory).environment());
    }

    private JsonNode document() throws IOException {
        return new ObjectMapper().readTree(out.toByteArray());
    }

    @Test
    void tellsWhatBecameOfADrain() throws IOException {
        assertThat(run(
                        "simulate --hosts 20 --load low --strategy push --duration 1500 --link 125 --drain host-03@300 -f json"
                                .split(" ")))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        JsonNode drains = document().path("drains");
        JsonNode host = drains.path("hosts").get(0);
        assertThat(host.path("host").asText()).isEqualTo("host-03");
        assertThat(host.path("orderedAt").asDouble()).isEqualTo(300);
        assertThat(host.path("servers").asInt()).isPositive();
        assertThat(host.path("moves").asInt()).isEqualTo(host.path("servers").asInt());
        assertThat(host.path("secondsUntilEmpty").asDouble()).isBetween(1.0, 600.0);
        assertThat(host.path("left").asInt()).isZero();
        assertThat(host.path("stays")).isEmpty();
        assertThat(drains.path("hotspotSecondsCaused").isNumber()).isTrue();
        assertThat(document().path("placements").toString()).doesNotContain("host-03");
    }

    @Test
    void aDrainOfNobodyIsRefused() {
        assertThat(run("simulate --hosts 3 --drain host-9@300".split(" "))).isEqualTo(2);
        assertThat(run("simulate --hosts 3 --drain host-1".split(" "))).isEqualTo(2);
        assertThat(run("simulate --hosts 3 --link 0".split(" "))).isEqualTo(2);
        for (String times : List.of("300", "100-301", "100-100")) {
            assertThat(run(("simulate --hosts 3 --duration 300 --drain host-1@" + times).split(" ")))
                    .isEqualTo(2);
        }
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "drover: --drain: there is no host host-9; the first is host-1",
                        "drover: --drain is HOST@SECONDS or HOST@FROM-UNTIL, not host-1",
                        "drover: --link is more than 0, not 0.0",
                        "drover: --drain: 300 s is not within a run of 300 s",
                        "drover: --drain: 100-301 s is not within a run of 300 s",
                        "drover: --drain: it ends before it begins: host-1@100-100");
    }

    /** The keys are contract; and all that a policy says can be encoded. */
    @ParameterizedTest
    @EnumSource(Policy.class)
    void printsOneObjectWhoeverDecides(Policy policy) throws IOException {
        assertThat(run(("simulate --scenario burst --duration 1200 -f json --policy " + policy.option()).split(" ")))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        List<String> keys = new ArrayList<>();
        document().fieldNames().forEachRemaining(keys::add);
        assertThat(keys).isEqualTo(KEYS);
        assertThat(document().path("strategy").asText()).isEqualTo("hybrid");
    }

    @Test
    void namesOfTableH1AreFlagsToo() throws IOException {
        String flags = "simulate --numNodes 5 --time-limit 600 --initialSystemLoad low --CPUThreshold 0.55"
                + " --minCPUThresholdLimit 0.25 --scenario burst --burstHighTime 300 -f json";
        assertThat(run(flags.split(" "))).isZero();
        assertThat(document().path("hosts").asInt()).isEqualTo(5);
        assertThat(document().path("durationSeconds").asInt()).isEqualTo(600);
        assertThat(document().path("normalizedLoad").path("start").asDouble()).isEqualTo(0.25);
    }

    @Test
    void aMixedFleetHasAsManyHostsAsItNames() throws IOException {
        assertThat(run("simulate --cpus 4,4,1 --duration 60 -f json".split(" ")))
                .isZero();
        assertThat(document().path("hosts").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "--policy magic        => drover: policy is one of drover, centralised, periodic-updates, greedy, watcher-workload-stabilization, watcher-workload-balance, clairvoyant, none, not \"magic\"",
                "--strategy shove      => drover: --strategy \"shove\" is not one of push, pull, hybrid, auto",
                "--hosts none          => drover: --hosts \"none\" is not a whole number",
                "--cpus 4,0            => drover: a host has 1 to 4096 CPUs, not 0",
                "--arrivals 3          => drover: arrivals and departures belong to scenario fluctuation",
                "--scenario burst --change-at 30000 => drover: a change after 30000 s is not within a run of 20000 s",
                "--change-at soon      => drover: --change-at \"soon\" is not a duration: a number of seconds, or one with ms, s, m, h or d",
            })
    void wrongUsageIsOneSentence(String flags, String sentence) {
        assertThat(run(("simulate " + flags).split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly(sentence);
        assertThat(out.size()).isZero();
    }
}
