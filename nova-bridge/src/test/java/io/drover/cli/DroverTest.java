package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.config.Sample;
import io.drover.config.Scene;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DroverTest {

    private static final String CLUSTER = """
            {"name": "two", "hosts": [
              {"id": "a", "vcpus": 4, "memory_mb": 8192, "disk_gb": 100},
              {"id": "b", "vcpus": 4, "memory_mb": 8192, "disk_gb": 100}],
             "vms": [
              {"id": "v1", "host": "a", "vcpus": 2, "memory_mb": 512, "disk_gb": 1, "cpu_util": 0.9, "dirty_rate_mb_s": 1},
              {"id": "v2", "host": "a", "vcpus": 2, "memory_mb": 512, "disk_gb": 1, "cpu_util": 0.9, "dirty_rate_mb_s": 1.5}]}
            """;

    @TempDir
    Path directory;

    private Scene scene;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void machine() {
        scene = new Scene(directory);
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("drover \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "agent",
                "plan",
                "config",
                "config check",
                "config sample",
                "completion",
                "lab",
                "pause",
                "resume",
                "status",
                "audit",
                "replay"
            })
    void helpsEverywhere(String command) {
        assertThat(run((command + " --help").strip().split(" "))).isZero();
        assertThat(printed()).startsWith("Usage: drover").contains("Exit status: 0 done, 1 failed, 2 wrong usage");
        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "''                   => drover: which command? (see drover --help)",
                "config               => drover config: check or sample? (see drover config --help)",
                "plam                 => drover: Unmatched argument at index 0: 'plam', did you mean plan? (see drover --help)",
                "nonsense --help      => drover: Unmatched argument at index 0: 'nonsense', did you mean pause? (see drover --help)",
                "nonsense --version   => drover: Unmatched argument at index 0: 'nonsense', did you mean pause? (see drover --help)",
                "config shek --help   => drover config: Unmatched argument at index 1: 'shek', did you mean check? (see drover config --help)",
                "plan --clutser --help => drover plan: Unknown option: '--clutser', did you mean --cluster? (see drover plan --help)",
                "plan                 => drover: there is no access to OpenStack: set [openstack] cloud or auth_url, or the OS_ variables",
                "plan --cluster x --clutser y => drover plan: Unknown options: '--clutser', 'y', did you mean --cluster? (see drover plan --help)",
                "pause                => drover: [DEFAULT] transport_url is missing: set it in drover.conf or by DROVER_DEFAULT_TRANSPORT_URL",
                "status --interval x  => drover: --interval \"x\" is not a duration: a number of seconds, or one with ms, s, m, h or d",
                "audit --since never  => drover: --since \"never\" is no time: 2026-01-31, 2026-01-31T12:00:00Z, or 2h for two hours ago",
                "replay               => drover replay: Missing required parameter: 'FILE' (see drover replay --help)",
                "replay x --transcript --auction y => drover replay: Error: --auction=ID, --transcript are mutually exclusive (specify only one) (see drover replay --help)",
                "lab --hosts 4        => drover: this package has no lab: install drover-lab, or run bin/drover lab in a source tree",
                "--config-file nope config check => drover: work/nope cannot be read: there is no such file",
                "config check --config-file nope => drover: work/nope cannot be read: there is no such file",
                "plan --cluster nope  => drover: work/nope does not exist",
                "plan --cluster x --push-threshold 0.2 => drover: the default: [thresholds] pull 0.3 must be below push 0.2",
                "plan --cluster x --strategy shove => drover: the command line: [DEFAULT] strategy \"shove\" is not one of push, pull, hybrid, auto"
            })
    void wrongUsageIsOneSentence(String command, String sentence) {
        assertThat(run(command.isEmpty() ? new String[0] : command.split(" "))).isEqualTo(2);
        assertThat(told()).containsExactly(sentence);
        assertThat(printed()).isEmpty();
    }

    @Test
    void aCommandOfAnotherPackageIsFoundAndMayFail() {
        assertThat(run("break", "not")).isZero();
        assertThat(run("break", "fault")).isEqualTo(1);
        assertThat(told()).containsExactly("drover: the broker is away");
        assertThat(run("break", "bug")).isEqualTo(1);
        assertThat(told()).containsExactly("drover: failed: two hosts named pm1");
    }

    @Test
    void debugShowsWhereItFailed() {
        assertThat(run("--debug", "break", "bug")).isEqualTo(1);
        assertThat(told())
                .startsWith("java.lang.IllegalStateException: two hosts named pm1")
                .endsWith("drover: failed: two hosts named pm1")
                .anyMatch(line -> line.contains("BreakProvider$Break.call"));
    }

    @Test
    void printsTheSample() {
        assertThat(run("config", "sample")).isZero();
        assertThat(printed()).isEqualTo(Sample.text());
    }

    @Test
    void printsCompletion() {
        assertThat(run("completion")).isZero();
        assertThat(printed()).contains("complete -F _complete_drover").contains("--push-threshold");
    }

    @Test
    void aConfigurationWithoutBrokerAndCloudCannotBeUsed() {
        assertThat(run("config", "check")).isEqualTo(2);
        assertThat(told())
                .containsExactly(
                        "drover: [DEFAULT] transport_url is missing: set it in drover.conf or by"
                                + " DROVER_DEFAULT_TRANSPORT_URL",
                        "drover: there is no access to OpenStack: set [openstack] cloud or auth_url, or the OS_ variables");
    }

    @Test
    void checksAConfigurationAndTellsNoSecret() {
        scene.conf("""
                [DEFAULT]
                transport_url = rabbit://drover:hush@broker:5672/
                [openstack]
                auth_url = http://keystone:5000/v3
                username = drover
                password = hush
                project_name = service
                """).variable("DROVER_SOMEWHERE_ELSE_ENTIRELY", "1");
        assertThat(run("config", "check", "-f", "value")).isZero();
        assertThat(printed().lines())
                .containsExactly(
                        "files OK etc/drover/drover.conf",
                        "options OK 5 set, all valid",
                        "openstack OK user drover of domain default in project service at http://keystone:5000/v3",
                        "broker OK rabbit://***@broker:5672/",
                        "options WARNING the environment variable DROVER_SOMEWHERE_ELSE_ENTIRELY sets no option");
        assertThat(told()).isEmpty();
        assertThat(printed() + told()).doesNotContain("hush");
    }

    @Test
    void othersAreWarnedOnStderr() {
        scene.file("work/c.json", CLUSTER).variable("DROVER_SOMEWHERE_ELSE_ENTIRELY", "1");
        assertThat(run("plan", "--cluster", "c.json", "-f", "json")).isZero();
        assertThat(told())
                .containsExactly(
                        "drover: warning: the environment variable DROVER_SOMEWHERE_ELSE_ENTIRELY sets no option");
    }

    @Test
    void plansAClusterAsJson() throws IOException {
        scene.file("work/c.json", CLUSTER);
        assertThat(run("plan", "--cluster", "c.json", "-f", "json")).isZero();
        JsonNode plan = new ObjectMapper().readTree(printed());
        assertThat(plan.fieldNames())
                .toIterable()
                .containsExactly("moves", "refused", "unknown", "before", "after", "elapsedMillis");
        assertThat(plan.at("/before/hotHosts").asInt()).isEqualTo(1);
        assertThat(plan.at("/after/hotHosts").asInt()).isZero();
        assertThat(plan.at("/moves")).hasSize(1);
        assertThat(plan.at("/moves/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "server",
                        "source",
                        "destination",
                        "entropyBefore",
                        "entropyAfter",
                        "predictedSeconds",
                        "predictedDowntimeSeconds",
                        "reason");
        assertThat(plan.at("/moves/0/source").asText()).isEqualTo("a");
        assertThat(plan.at("/moves/0/predictedSeconds").asDouble()).isBetween(4.0, 4.6);
    }

    @Test
    void plansAClusterAsTableCsvValueAndYaml() {
        scene.file("work/c.json", CLUSTER);
        assertThat(run(
                        "plan",
                        "--cluster",
                        "c.json",
                        "-f",
                        "value",
                        "-c",
                        "action",
                        "-c",
                        "source",
                        "-c",
                        "destination"))
                .isZero();
        assertThat(printed()).isEqualTo("move a b\n");
        assertThat(told()).hasSize(2).first().asString().startsWith("before  entropy 0.0000");
        assertThat(run("plan", "--cluster", "c.json", "-f", "csv", "-c", "action", "-c", "destination"))
                .isZero();
        assertThat(printed()).isEqualTo("\"action\",\"destination\"\n\"move\",\"b\"\n");
        assertThat(run("plan", "--cluster", "c.json", "-c", "action", "-c", "source"))
                .isZero();
        assertThat(printed())
                .isEqualTo(
                        "+--------+--------+\n| action | source |\n+--------+--------+\n| move   | a      |\n+--------+--------+\n");
        assertThat(run("plan", "--cluster", "c.json", "-f", "yaml", "-c", "after"))
                .isZero();
        assertThat(printed()).startsWith("after:\n  entropy: ").contains("  hotHosts: 0\n");
    }

    @Test
    void aServerThatIsPinnedToAZoneStaysInIt() {
        String zones = CLUSTER.replace("\"id\": \"a\",", "\"id\": \"a\", \"zone\": \"az1\",")
                .replace("\"id\": \"b\",", "\"id\": \"b\", \"zone\": \"az2\",");
        scene.file(
                "work/c.json", zones.replace("\"id\": \"v1\",", "\"id\": \"v1\", \"pinned_availability_zone\": null,"));
        assertThat(run("plan", "--cluster", "c.json", "-f", "value", "-c", "action"))
                .isZero();
        assertThat(printed()).isEqualTo("move\n");
        scene.file("work/c.json", zones.replace("\"host\":", "\"pinned_availability_zone\": \"az1\", \"host\":"));
        assertThat(run("plan", "--cluster", "c.json", "-f", "value", "-c", "reason"))
                .isZero();
        assertThat(printed().lines())
                .containsOnly("it is pinned to the availability zone az1, which has no other host");
    }

    @Test
    void aHostThatStaysHotIsToldAbout() {
        scene.file("work/c.json", CLUSTER.replace("\"vcpus\": 4", "\"vcpus\": 2"));
        assertThat(run("plan", "--cluster", "c.json", "-f", "value", "-c", "action", "-c", "server"))
                .isZero();
        assertThat(printed()).isEqualTo("stay v1\nstay v2\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"host\": \"a\" => \"host\": \"z\" => work/c.json: vms[0] (v1) is on host \"z\", which is not among the hosts",
                "\"id\": \"b\" => \"id\": \"a\" => work/c.json: hosts[1] has the id \"a\", which is not unique",
                "\"id\": \"v2\" => \"id\": \"v1\" => work/c.json: vms[1] has the id \"v1\", which is not unique",
                "\"memory_mb\": 512 => \"memory_mb\": -1 => work/c.json: vms[0] (v1) has memory_mb -1, which is not between 0 and 1125899906842624",
                "\"vcpus\": 2 => \"vcpus\": 0 => work/c.json: vms[0] (v1) has vcpus 0, which is not between 1 and 1048576",
                "\"vcpus\": 2 => \"vcpus\": 1.5 => work/c.json: vms[0] (v1) has vcpus 1.5, which is no whole number",
                "\"cpu_util\": 0.9 => \"cpu_util\": 1.01 => work/c.json: vms[0] (v1) has cpu_util 1.01, which is not between 0 and 1",
                "\"cpu_util\": 0.9 => \"cpu_util\": \"0.9\" => work/c.json: vms[0] (v1) has cpu_util \"0.9\", which is no number",
                "\"id\": \"a\", => \"id\": \"a\", \"zone\": 7, => work/c.json: hosts[0] (a) has zone that is no text",
                ", \"dirty_rate_mb_s\": 1} => } => work/c.json: vms[0] (v1) has no dirty_rate_mb_s",
                "\"id\": \"a\", => `` => work/c.json: hosts[0] has no id",
                "\"hosts\" => \"nodes\" => work/c.json has no \"hosts\"",
                "\"vms\": [ => \"vms\": 3, \"x\": [ => work/c.json has \"vms\" that is no list",
                "{\"id\": \"b\" => 7, {\"id\": \"b\" => work/c.json: hosts[1] is no object",
                "{\"name\": => [{\"name\": => work/c.json is not JSON: Unexpected end-of-input: expected close marker for Array at line 7, column 1",
                "{\"name\": \"two\" => {\"name\": \"two\", \"name\": \"x\" => work/c.json is not JSON: Duplicate field 'name' at line 1, column 23",
                "\"name\": \"two\" => name => work/c.json is not JSON: Unexpected character ('n' (code 110)): was expecting double-quote to start field name at line 1, column 2"
            })
    void aWrongClusterIsOneSentence(String row) {
        String[] parts = row.split(" => ", -1);
        String found = parts[0];
        String replacement = parts[1].equals("``") ? "" : parts[1];
        scene.file("work/c.json", replacedOnce(found, replacement));
        int status = run("plan", "--cluster", "c.json", "-f", "json");
        assertThat(status).isEqualTo(2);
        assertThat(told()).containsExactly("drover: " + parts[2]);
        assertThat(printed()).isEmpty();
    }

    private static String replacedOnce(String found, String replacement) {
        int at = CLUSTER.indexOf(found);
        assertThat(at).as(found).isNotNegative();
        return CLUSTER.substring(0, at) + replacement + CLUSTER.substring(at + found.length());
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        return Drover.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                scene.environment());
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).replace(directory + "/", "");
    }

    private List<String> told() {
        return new ArrayList<>(err.toString(StandardCharsets.UTF_8)
                .replace(directory + "/", "")
                .lines()
                .toList());
    }
}
