package io.drover.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, which can be full and can hang. Needs root. */
final class Disk implements AutoCloseable {

    private static final String SIZE = "96M";

    private final Path mount;

    Disk(Path folder, String name) throws IOException {
        Path image = folder.resolve(name + ".img");
        this.mount = Files.createDirectory(folder.resolve(name));
        Shell.run("truncate", "-s", SIZE, image.toString());
        Shell.run("mkfs.ext4", "-q", "-m", "0", image.toString());
        Shell.run("mount", "-o", "loop", image.toString(), mount.toString());
    }

    Path path() {
        return mount;
    }

    /** Not a byte more can be written. */
    void fill() {
        try {
            Process dd = new ProcessBuilder(
                            "dd", "if=/dev/zero", "of=" + mount.resolve("filling"), "bs=64k", "status=none")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            dd.waitFor(); // ends when there is no room
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void empty() {
        Shell.run("rm", "-f", mount.resolve("filling").toString());
    }

    /** Who writes waits. */
    void hang() {
        Shell.run("fsfreeze", "-f", mount.toString());
    }

    void goOn() {
        Shell.run("fsfreeze", "-u", mount.toString());
    }

    @Override
    public void close() {
        Shell.tried("umount", "-l", mount.toString());
    }
}
