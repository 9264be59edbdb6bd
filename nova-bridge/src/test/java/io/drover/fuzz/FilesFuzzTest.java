package io.drover.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.Drover;
import io.drover.config.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spoilt files: each command does its work or says in sentences what is wrong; none breaks off. */
class FilesFuzzTest {

    /** What is spoilt, and the command that reads it. */
    private enum Kind {
        CLOUDS("clouds.yaml", """
                clouds:
                  lab: &lab
                    auth: {auth_url: "https://keystone:5000/v3", username: drover, password: s3cr3t, project_name: service}
                    region_name: RegionOne
                    interface: internal
                    verify: true
                  other:
                    <<: *lab
                    auth_type: v3applicationcredential
                    auth:
                      auth_url: http://k:5000
                      application_credential_id: 12345678901234567890e12345678901
                      application_credential_secret: "hush"
                    regions: [{name: North}, South]
                """, "config", "check", "--config-file", "drover.conf"),
        CONF("drover.conf", """
                [DEFAULT]
                host = pm1
                transport_url = rabbit://u:p%2Fq@h:5672,u:p@[::1]:5671/vhost?ssl=1
                strategy = hybrid
                auction_scope = sample:8
                [thresholds]
                push = 0.7
                pull = 0.3
                [telemetry]
                interval = 10s
                load_minutes = 1
                [openstack]
                cloud = lab
                [windows]
                allow = * 1-5 * * *
                  */5 22 * * 1
                timezone = Europe/Stockholm
                """, "config", "check", "--config-file", "drover.conf"),
        CLUSTER("cluster.json", """
                {"name": "two", "hosts": [
                  {"id": "a", "vcpus": 4, "memory_mb": 8192, "disk_gb": 100},
                  {"id": "b", "vcpus": 4, "memory_mb": 8192, "disk_gb": 100}],
                 "vms": [
                  {"id": "v1", "host": "a", "vcpus": 2, "memory_mb": 512, "disk_gb": 1, "cpu_util": 0.9, "dirty_rate_mb_s": 1},
                  {"id": "v2", "host": "a", "vcpus": 2, "memory_mb": 512, "disk_gb": 1, "cpu_util": 0.9, "dirty_rate_mb_s": 1.5}]}
                """, "plan", "--cluster", "cluster.json"),
        TRACE(
                "trace.csv",
                """
                vm,vcpus,t0,t1,t2
                a,2,6.8,50,100
                b,1,0.09,8,9
                c,4,1e-1,0,99.99
                """,
                "simulate",
                "--trace",
                "trace.csv",
                "--hosts",
                "2",
                "--servers",
                "4",
                "--duration",
                "20");

        private final String file;
        private final String content;
        private final String[] command;

        Kind(String file, String content, String... command) {
            this.file = file;
            this.content = content;
            this.command = command;
        }
    }

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void soundFiles() throws IOException {
        for (Kind kind : List.of(Kind.CLOUDS, Kind.CONF)) Files.writeString(directory.resolve(kind.file), kind.content);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSpoiltFileIsReadOrTold(Kind kind) throws IOException {
        spoil(kind, 150);
    }

    @Test
    @Tag("long")
    void muchMoreOfTheSame() throws IOException {
        for (Kind kind : Kind.values()) {
            soundFiles();
            spoil(kind, kind == Kind.TRACE ? 10_000 : 30_000);
        }
    }

    private void spoil(Kind kind, int times) throws IOException {
        soundFiles();
        assertThat(run(kind)).as("as it is: " + said()).isZero();
        for (int seed = 0; seed < times; seed++) {
            byte[] spoilt = Damage.of(kind.content.getBytes(StandardCharsets.UTF_8), new SplittableRandom(seed));
            Files.write(directory.resolve(kind.file), spoilt);
            int status = run(kind);
            String where = kind + ", seed " + seed + ": " + said();
            assertThat(status).as(where).isBetween(0, 2);
            if (status != 0) assertThat(said()).as(where).startsWith("drover");
            assertThat(said()).as(where).doesNotContain("drover: failed:", "Exception", "\tat ", "s3cr3t", "hush");
        }
    }

    private int run(Kind kind) throws IOException {
        if (!Files.exists(directory.resolve(kind.file))) Files.writeString(directory.resolve(kind.file), kind.content);
        err.reset();
        PrintStream out = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        PrintStream words = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Drover.run(
                kind.command.clone(),
                out,
                words,
                new Environment(new TreeMap<>(), directory, directory, directory.resolve("etc"), "pm1"));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
