package io.drover.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.cli.CommandScene;
import io.drover.config.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCommandTest {

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
    private CommandScene commands;

    @BeforeEach
    void machine() {
        scene = new Scene(directory);
        commands = new CommandScene(scene);
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
        return commands.run(args);
    }

    private String printed() {
        return commands.printed();
    }

    private List<String> told() {
        return commands.told();
    }
}
