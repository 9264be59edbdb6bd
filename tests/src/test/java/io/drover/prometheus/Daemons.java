package io.drover.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prometheus, its exporters and its Pushgateway of the Debian packages, on ports of their own, until it is closed. */
final class Daemons implements AutoCloseable {

    static final List<Path> NEEDED = List.of(
            Path.of("/usr/bin/prometheus"),
            Path.of("/usr/bin/prometheus-node-exporter"),
            Path.of("/usr/bin/prometheus-pushgateway"));

    private final Path directory;
    private final List<Process> running = new ArrayList<>();

    Daemons(Path directory) {
        this.directory = directory;
    }

    /** Of this machine, or of what a folder shows as its {@code /proc}. */
    int nodeExporter(String... flags) throws IOException {
        return daemon("prometheus-node-exporter", flags);
    }

    int pushgateway() throws IOException {
        return daemon("prometheus-pushgateway");
    }

    /**
     * @param targets {@code job: port}, asked each second
     */
    int prometheus(List<String> targets, String... flags) throws IOException {
        StringBuilder config = new StringBuilder("global: {scrape_interval: 1s}\nscrape_configs:\n");
        for (String target : targets) {
            String[] parts = target.split(": ");
            config.append("  - job_name: ").append(parts[0]).append('\n');
            config.append("    honor_labels: ")
                    .append(parts[0].equals("pushed"))
                    .append('\n');
            config.append("    static_configs: [{targets: [\"127.0.0.1:")
                    .append(parts[1])
                    .append("\"]}]\n");
        }
        Path file = Files.createTempFile(directory, "prometheus", ".yml");
        Files.writeString(file, config);
        List<String> all = new ArrayList<>(List.of(
                "--config.file=" + file, "--storage.tsdb.path=" + Files.createTempDirectory(directory, "tsdb")));
        all.addAll(Arrays.asList(flags));
        return daemon("prometheus", all.toArray(String[]::new));
    }

    private int daemon(String program, String... flags) throws IOException {
        int port = unused();
        List<String> command = new ArrayList<>(List.of(program, "--web.listen-address=127.0.0.1:" + port));
        command.addAll(Arrays.asList(flags));
        Path log = directory.resolve(program + "-" + port + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        running.add(process);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            assertThat(process.isAlive()).as(() -> "see " + log).isTrue();
            return listens(port);
        });
        return port;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        running.forEach(Process::destroyForcibly);
        running.forEach(process -> process.onExit().join());
    }
}
