package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.config.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script writes down what systemd would be told. */
class SystemdTest {

    @TempDir
    Path directory;

    private Path notify;

    @BeforeEach
    void script() throws IOException {
        notify = Files.writeString(
                directory.resolve("notify"), "#!/bin/sh\nfor word; do echo \"$word\"; done >>\"$0.said\"\n");
        Files.setPosixFilePermissions(notify, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(said());
    }

    @Test
    void tellsThatTheServiceIsReadyAndStops() throws IOException {
        Systemd systemd = systemd(Map.of("NOTIFY_SOCKET", "/nowhere"));
        systemd.ready("host pm1");
        systemd.stopping();
        assertThat(Files.readAllLines(said())).containsExactly("READY=1", "STATUS=host pm1", "STOPPING=1");
    }

    @Test
    void isSilentWithoutSystemd() throws IOException {
        systemd(Map.of()).ready("host pm1");
        assertThat(said()).isEmptyFile();
    }

    @Test
    void vouchesForTheServiceOnlyAsLongAsItWorks() {
        Systemd systemd = systemd(Map.of("NOTIFY_SOCKET", "/nowhere", "WATCHDOG_USEC", "200000"));
        AtomicInteger asked = new AtomicInteger();
        systemd.watch(() -> {
            if (asked.incrementAndGet() > 4) throw new RejectedExecutionException("closed");
            return asked.get() <= 2 ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> asked.get() == 5);
        assertThat(said()).hasContent("WATCHDOG=1\nWATCHDOG=1\n");
    }

    @Test
    void leavesTheWatchdogOfAnotherProcessAlone() throws IOException {
        Map<String, String> others = Map.of("NOTIFY_SOCKET", "/nowhere", "WATCHDOG_USEC", "1", "WATCHDOG_PID", "1");
        AtomicInteger asked = new AtomicInteger();
        systemd(others).watch(() -> CompletableFuture.completedFuture(null).thenAccept(x -> asked.incrementAndGet()));
        systemd(Map.of("NOTIFY_SOCKET", "/nowhere", "WATCHDOG_USEC", "soon")).watch(CompletableFuture::new);
        assertThat(asked).hasValue(0);
        assertThat(said()).isEmptyFile();
    }

    @Test
    void journalLinesCarryTheirLevelAsSystemdWantsIt() {
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        try (JournalLines lines = new JournalLines(stderr)) {
            lines.println("WARN drover - the broker is away");
            lines.println((Object) "\tat io.drover");
            lines.println("plain words");
        }
        assertThat(stderr.toString(StandardCharsets.UTF_8))
                .isEqualTo("<4>drover - the broker is away\n<3>\tat io.drover\nplain words\n");
    }

    private Systemd systemd(Map<String, String> variables) {
        return new Systemd(
                new Environment(new TreeMap<>(variables), directory, directory, directory, "pm1"), notify.toString());
    }

    private Path said() {
        return directory.resolve("notify.said");
    }
}
