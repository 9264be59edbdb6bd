package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.config.Sample;
import io.drover.config.Scene;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DroverTest {

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
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(printed()).matches("drover \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
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
