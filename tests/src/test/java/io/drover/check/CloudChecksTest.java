package io.drover.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.fleet.SmallFleet;
import io.drover.fleet.SmallFleet.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover config check --cloud} against an emulated cloud, a broker, and one agent of two. */
class CloudChecksTest {

    @TempDir
    private Path directory;

    private SmallFleet fleet;

    @BeforeEach
    void start() throws Exception {
        fleet = new SmallFleet(
                directory,
                1,
                world -> world.hosts(2).servers(1, "pm1", server -> server.load(0.5)),
                "[telemetry]",
                "server_load_source = diagnostics");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private Ran check(Map<String, String> variables) {
        return fleet.drover(variables, "config", "check", "--cloud", "-f", "value");
    }

    @Test
    void aSoundCloudHasNothingThatFails() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef0123456789abcdef\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        fleet.start("pm1", "fleet_key_file=" + key);
        Ran ran = check(Map.of("DROVER_DEFAULT_HOST", "pm1", "DROVER_DEFAULT_FLEET_KEY_FILE", key.toString()));
        assertThat(ran.out().lines())
                .anyMatch(line -> line.startsWith("keystone OK a token, with the roles "))
                .anyMatch(
                        line -> line.startsWith("rights OK allowed: os-services, ") && line.contains("os-migrateLive"))
                .anyMatch(line -> line.matches("microversion OK Nova 2\\.\\d+, needed at least 2\\.68"))
                .contains("host OK compute service pm1 is up, zone nova")
                .anyMatch(line -> line.matches("telemetry OK host load from nova: .* on 8 CPUs, \\d+ s old"))
                .contains("telemetry OK server loads from diagnostics: 1 of 1 servers")
                .anyMatch(line -> line.startsWith("clocks OK Keystone's clock is "))
                .contains("fleet key OK 1 fleet key in " + key)
                .contains("broker and peers OK 1 agents answer: pm1")
                .contains("broker and peers WARNING no agent runs on pm2")
                .noneMatch(line -> line.contains(" FAILED "));
        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("Checking keystone", "Checking broker and peers");
    }

    @Test
    void eachFaultIsOneSentence() throws Exception {
        fleet.openstack().faults().failNext(100, "compute", "/os-services", 403);
        Path key = Files.writeString(directory.resolve("key"), "short\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Ran ran = check(Map.of("DROVER_DEFAULT_HOST", "pm9", "DROVER_DEFAULT_FLEET_KEY_FILE", key.toString()));
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out().lines())
                .anyMatch(line -> line.startsWith("rights FAILED os-services: Nova answered 403"))
                .anyMatch(line -> line.startsWith("host FAILED Nova answered 403"))
                .anyMatch(line -> line.startsWith("host FAILED Nova shows no hypervisor of host pm9"))
                .anyMatch(line -> line.startsWith("fleet key FAILED line 1 of the fleet key file"))
                .anyMatch(line -> line.startsWith("broker and peers FAILED "))
                .noneMatch(line -> line.contains("short"));
    }

    @Test
    void aHostThatNovaDoesNotKnowIsGuessed() {
        Ran ran = check(Map.of("DROVER_DEFAULT_HOST", "PM1.example.org"));
        assertThat(ran.out())
                .contains("host FAILED Nova knows no compute service on host PM1.example.org: host = pm1?");
    }

    @Test
    void withoutATokenNothingElseIsTried() {
        Ran ran = check(Map.of("OS_PASSWORD", "wrong-password"));
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out().lines())
                .filteredOn(line -> line.contains(" FAILED "))
                .singleElement()
                .asString()
                .startsWith("keystone FAILED Keystone answered 401")
                .doesNotContain("wrong-password");
        assertThat(ran.out()).contains("telemetry WARNING not tried: there is no token");
    }
}
