package io.drover.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** libvirt's own command line: one process per question, bounded in time and in what it may say. */
@FunctionalInterface
public interface Virsh {

    Duration PATIENCE = Duration.ofSeconds(5);

    /** Some 2,000 guests of 16 vCPUs. */
    int MOST_BYTES = 4 * 1024 * 1024;

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

    /** Reads while it runs: a pipe holds less than a host with many guests has to say. */
    private static String said(Process process) throws IOException {
        process.onExit().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            process.destroyForcibly();
            return process;
        });
        try (InputStream words = process.getInputStream()) {
            process.getOutputStream().close();
            String text = new String(words.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
            int status = process.waitFor();
            if (status == 128 + 9) throw new IOException("virsh does not answer within " + PATIENCE.toSeconds() + " s");
            if (status != 0) {
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
