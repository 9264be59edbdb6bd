package io.drover.report;

import io.drover.experiment.Run;
import io.drover.simulate.SampledSizes;
import io.drover.simulation.Simulation;
import io.drover.wire.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells one build of the code that makes results from another: a digest of its classes. */
final class Fingerprint {

    private static final int LENGTH = 16;

    private Fingerprint() {}

    /** Of the whole engine and its simulation, and of the messages' encoding. */
    static String ofEngine() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, Simulation.class, "io/drover");
            add(digest, Run.class, "io/drover/experiment");
            add(digest, MessageCodec.class, "io/drover/wire");
            add(digest, SampledSizes.class, "io/drover/simulate/SampledSizes.class");
            return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, Class<?> member, String part) throws IOException, URISyntaxException {
        Path source = Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(source)) {
            add(digest, source.resolve(part));
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(source)) {
            add(digest, jar.getPath("/" + part));
        }
    }

    private static void add(MessageDigest digest, Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> classes = all.filter(file -> file.toString().endsWith(".class"))
                    .sorted((one, other) -> one.toString().compareTo(other.toString()))
                    .toList();
            for (Path each : classes) digest.update(Files.readAllBytes(each));
        }
    }
}
