package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Real QEMU guests: what they do is said at their consoles, and libvirt tells where they are. */
final class Guests {

    private final Path command;

    /**
     * @param home the directory of the hosts' commands
     */
    Guests(Path home) {
        this.command = home.resolve("nova-guest");
    }

    /**
     * @param cpu share of its one vCPU, 0..1
     * @param dirty MB/s
     */
    void load(List<String> servers, double cpu, int dirty) {
        for (String server : servers) {
            String said = "";
            for (int attempt = 0; attempt < 12 && !said.startsWith("SET"); attempt++) {
                said = ask(List.of("load", server, "cpu=" + cpu, "dirty=" + dirty));
            }
            assertThat(said).as("the guest " + server + " takes its load").startsWith("SET");
        }
    }

    /** Its memory is what it ought to be. */
    void assertWhole(String server) {
        String said = "";
        for (int attempt = 0; attempt < 6 && !said.contains("bad="); attempt++) said = ask(List.of("check", server));
        assertThat(said).as("the memory of " + server).contains("bad=0");
    }

    /** The host whose libvirt runs it. */
    String where(String server) {
        return ask(List.of("where", server)).strip();
    }

    /** Of every host, both ways. */
    void link(int megabits) {
        ask(List.of("link", Integer.toString(megabits)));
    }

    void unlimited() {
        ask(List.of("link", "off"));
    }

    private String ask(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(arguments);
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError(line + " does not end");
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
