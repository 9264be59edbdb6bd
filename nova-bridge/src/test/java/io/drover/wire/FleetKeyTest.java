package io.drover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetKeyTest {

    private static final String SECRET = "00112233445566778899aabbccddeeff";

    @TempDir
    Path folder;

    @Test
    void readsHexAndBase64AndComments() throws IOException {
        Path file = file("rw-r-----", "# since March\n\n  " + SECRET + "  # signs\nAAECAwQFBgcICQoLDA0ODw==\n");
        FleetKey key = FleetKey.read(file);
        assertThat(key.all()).hasSize(2);
        assertThat(key.signing()).startsWith(0x00, 0x11, 0x22).hasSize(16);
        assertThat(key.all().get(1)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        assertThat(key).hasToString("2 fleet keys");
    }

    @Test
    void refusesInOneSentenceWithoutTheSecret() throws IOException {
        refused(file("rw-r--r--", SECRET), "is open to every user of this machine: chmod o-rwx it");
        refused(file("rw--w--w-", SECRET), "is open to every user of this machine: chmod o-rwx it");
        refused(file("rw-------", "# nothing\n"), "holds no key");
        refused(file("rw-------", SECRET.substring(4)), "holds a key of less than 16 bytes");
        refused(file("rw-------", SECRET + "!"), "is neither hexadecimal nor base64");
        refused(file("rw-------", (SECRET + "\n").repeat(17)), "holds more than 16 keys");
        refused(file("rw-------", "#".repeat(70_000)), "is no fleet key file");
        refused(folder.resolve("absent"), "cannot be read");
    }

    private void refused(Path file, String sentence) {
        assertThatThrownBy(() -> FleetKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageEndingWith(sentence)
                .hasStackTraceContaining("FleetKey")
                .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain(SECRET.substring(4)));
    }

    private Path file(String permissions, String text) throws IOException {
        Path file = Files.createTempFile(folder, "fleet", ".key");
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
