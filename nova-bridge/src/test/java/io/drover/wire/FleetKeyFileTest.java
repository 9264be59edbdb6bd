package io.drover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.wire.MessageSeal.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetKeyFileTest {

    private static final String OLD = "00112233445566778899aabbccddeeff\n";
    private static final String NEW = "ffeeddccbbaa99887766554433221100\n";
    private static final Facts FACTS = new Facts("id-1", "compute1", "PAUSE");
    private static final byte[] BODY = {1, 2, 3};

    @TempDir
    Path folder;

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

    /** One agent's file, and what the agent makes of it. */
    private record Agent(Path file, FleetKeyFile keys, MessageSeal seal) {

        boolean understands(Agent other) {
            return seal.check(FACTS, BODY, other.seal.seal(FACTS, BODY)).isEmpty();
        }
    }

    /** The documented procedure, one file after the other, each pair talking after each step. */
    @Test
    void noMessageIsLostWhileTheKeyIsChanged() throws IOException {
        Agent first = agent("first");
        Agent second = agent("second");
        for (String step : new String[] {OLD + NEW, NEW + OLD, NEW}) {
            for (Agent changing : new Agent[] {first, second}) {
                Files.writeString(changing.file(), step);
                passSome();
                assertThat(first.understands(second)).as(step).isTrue();
                assertThat(second.understands(first)).as(step).isTrue();
            }
        }
        MessageSeal retired =
                new MessageSeal(() -> FleetKey.parse(List.of(OLD.strip()), "test"), Duration.ofSeconds(60), clock::get);
        assertThat(first.seal().check(FACTS, BODY, retired.seal(FACTS, BODY))).contains(DropReason.FORGED);
    }

    @Test
    void aFileIsNotReadForEveryMessage() throws IOException {
        Agent agent = agent("lazy");
        Files.writeString(agent.file(), NEW);
        clock.set(clock.get().plus(FleetKeyFile.LOOK_EVERY).minusMillis(1));
        assertThat(agent.keys().get().signing()).startsWith(0x00, 0x11);
        passSome();
        assertThat(agent.keys().get().signing()).startsWith(0xff, 0xee);
    }

    @Test
    void aFileThatCannotBeUsedChangesNothing() throws IOException {
        Agent agent = agent("slip");
        Files.writeString(agent.file(), "half a k");
        unchanged(agent);
        Files.writeString(agent.file(), NEW);
        Files.setPosixFilePermissions(agent.file(), PosixFilePermissions.fromString("rw-r--r--"));
        unchanged(agent);
        Files.delete(agent.file());
        unchanged(agent);
        write(agent.file(), NEW);
        passSome();
        assertThat(agent.keys().get().signing()).startsWith(0xff, 0xee);
        assertThatThrownBy(() -> new FleetKeyFile(folder.resolve("absent"), clock::get))
                .hasMessageEndingWith("cannot be read");
    }

    private void unchanged(Agent agent) {
        passSome();
        assertThat(agent.keys().get().signing()).startsWith(0x00, 0x11);
    }

    private void passSome() {
        clock.set(clock.get().plus(FleetKeyFile.LOOK_EVERY));
    }

    private Agent agent(String name) throws IOException {
        Path file = write(folder.resolve(name), OLD);
        FleetKeyFile keys = new FleetKeyFile(file, clock::get);
        return new Agent(file, keys, new MessageSeal(keys, Duration.ofSeconds(60), clock::get));
    }

    private static Path write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
