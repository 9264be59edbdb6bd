package io.drover.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** libvirt's own command line: one process per question, bounded in time and in what it may say. */
@FunctionalInterface
interface Virsh {

    Duration PATIENCE = Duration.ofSeconds(5);
    int MOST_BYTES = 64 * 1024;

    /**
     * What it prints.
     *
     * @throws IOException with one sentence: it is not installed, does not answer in time, or refuses
     */
    String run(String... arguments) throws IOException;

    /**
     * @param uri libvirt's connection, {@code qemu:///system}
     */
    static Virsh at(String uri) {
        return arguments -> {
            List<String> command = new ArrayList<>(List.of("virsh", "--quiet", "--connect", uri));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            return said(builder.start());
        };
    }

    private static String said(Process process) throws IOException {
        try (InputStream words = process.getInputStream()) {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("virsh does not answer within " + PATIENCE.toSeconds() + " s");
            }
            String text = new String(words.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new IOException("virsh: " + text.lines().findFirst().orElse("refused"));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while virsh answers", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
