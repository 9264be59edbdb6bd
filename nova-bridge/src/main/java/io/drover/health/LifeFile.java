package io.drover.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A service's signs of life in its state directory, for its own user only. A reader sees a whole record, the old or the
 * new one, and believes only what nobody but the directory's owner or root could have written.
 */
final class LifeFile {

    private static final int LARGEST = 16 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Path next;

    LifeFile(Path directory, String service) {
        this.file = directory.resolve(service + ".alive");
        this.next = directory.resolve(service + ".alive.new");
    }

    Path path() {
        return file;
    }

    void write(LifeRecord life) throws IOException {
        Files.deleteIfExists(next);
        try (SeekableByteChannel out = Files.newByteChannel(
                next,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text(life).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) out.write(bytes);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Empty when there is no such file.
     *
     * @throws IOException with one sentence when it cannot be read, or is not to be believed
     */
    Optional<LifeRecord> read() throws IOException {
        if (!Files.isDirectory(file.getParent())) return Optional.empty();
        if (!Files.isExecutable(file.getParent())) throw new IOException(forbidden());
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
        believable();
        if (!Files.isReadable(file)) throw new IOException(forbidden());
        try (SeekableByteChannel in =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.allocate(LARGEST + 1);
            while (bytes.hasRemaining() && in.read(bytes) >= 0) {}
            if (!bytes.hasRemaining()) throw new IOException(file + " is too large for signs of life");
            return Optional.of(parsed(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)));
        }
    }

    private String forbidden() {
        return file + " cannot be read by this user: ask as the service's own, or as root";
    }

    private void believable() throws IOException {
        PosixFileAttributes own = attributes(file);
        String owner = own.owner().getName();
        boolean ours = owner.equals("root")
                || own.owner().equals(attributes(file.getParent().toRealPath()).owner());
        boolean others = own.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || own.permissions().contains(PosixFilePermission.OTHERS_WRITE);
        if (!own.isRegularFile() || others || !ours) {
            throw new IOException(file + " is not a file that only the owner of its directory can write");
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static String text(LifeRecord life) {
        ObjectNode root = JSON.createObjectNode();
        root.put("whose", life.whose()).put("process", life.process());
        root.put("at", life.at().toString());
        for (Sign sign : life.signs()) {
            root.withArray("signs")
                    .addObject()
                    .put("check", sign.check())
                    .put("sinceMillis", sign.since().toMillis())
                    .put("withinMillis", sign.within().toMillis())
                    .put("detail", sign.detail());
        }
        return root + "\n";
    }

    private LifeRecord parsed(String text) throws IOException {
        try {
            JsonNode root = JSON.readTree(text);
            List<Sign> signs = new ArrayList<>();
            for (JsonNode sign : root.path("signs")) {
                signs.add(new Sign(
                        sign.path("check").asText(),
                        Duration.ofMillis(sign.path("sinceMillis").longValue()),
                        Duration.ofMillis(sign.path("withinMillis").longValue()),
                        sign.path("detail").asText()));
            }
            Instant at = Instant.parse(root.path("at").asText());
            if (signs.isEmpty()) throw new IOException(file + " holds no signs of life");
            return new LifeRecord(
                    root.path("whose").asText(), root.path("process").asLong(), at, signs);
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IOException(file + " does not hold signs of life", e);
        }
    }
}
