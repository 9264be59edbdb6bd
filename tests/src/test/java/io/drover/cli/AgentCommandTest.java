package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.cloud.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover agent} in a process of its own, told what it cannot use: one sentence, and no stack trace. */
class AgentCommandTest {

    private static OpenStackEmulator cloud;

    @TempDir
    Path directory;

    /**
     * @param told the lines of stderr but warnings
     */
    private record End(int status, List<String> told) {}

    @BeforeAll
    static void start() {
        InstantSource clock = InstantSource.system();
        cloud = OpenStackEmulator.start(Topology.on(clock).hosts(1).build(), clock);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void anUnknownOptionIsWrongUsage() throws Exception {
        assertThat(agent("--config-fil", "x"))
                .isEqualTo(
                        new End(
                                2,
                                List.of(
                                        "drover agent: Unknown options: '--config-fil', 'x', did you mean --config-file? (see drover agent --help)")));
    }

    @Test
    void anUnreadableConfigurationIsWrongUsage() throws Exception {
        Path file = Files.createDirectory(directory.resolve("drover.conf"));
        End end = agent("--config-file", file.toString());
        assertThat(end.status()).isEqualTo(2);
        assertThat(end.told()).singleElement().asString().startsWith("drover: " + file + " cannot be read");
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() throws Exception {
        End end = agent("--config-file", config("pm1", "wrong-password", "127.0.0.1:" + unused()));
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.told())
                .singleElement()
                .asString()
                .startsWith("drover: Keystone answered 401")
                .doesNotContain("wrong-password");
    }

    @Test
    void anUnreachableBrokerIsTold() throws Exception {
        String nowhere = "127.0.0.1:" + unused();
        End end = agent("--config-file", config("pm1", cloud.credentials().password(), nowhere));
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.told()).singleElement().asString().contains(nowhere).doesNotContain("broker-password");
    }

    @Test
    void aHostThatNovaDoesNotKnowIsTold() throws Exception {
        End end = agent("--config-file", config("nowhere", cloud.credentials().password(), "127.0.0.1:" + unused()));
        assertThat(end).isEqualTo(new End(1, List.of("drover: Nova knows no compute service on host nowhere")));
    }

    private static int unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String config(String host, String password, String broker) throws IOException {
        Path file = directory.resolve("agent.conf");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "[DEFAULT]",
                        "host = " + host,
                        "transport_url = rabbit://drover:broker-password@" + broker + "/",
                        "state_path = " + directory.resolve("state"),
                        "[openstack]",
                        "auth_url = " + cloud.authUrl(),
                        "username = " + cloud.credentials().username(),
                        "password = " + password,
                        "project_name = " + cloud.credentials().project(),
                        "user_domain_name = Default",
                        "project_domain_name = Default",
                        ""));
        return file.toString();
    }

    private End agent(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dguice_bytecode_gen_option=DISABLED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.drover.cli.Drover",
                "agent"));
        command.addAll(List.of(arguments));
        Path err = directory.resolve("stderr");
        Process process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("stdout").toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ends by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(directory.resolve("stdout"))).isEmpty();
        return new End(
                process.exitValue(),
                Files.readString(err, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("drover: warning: "))
                        .toList());
    }
}
