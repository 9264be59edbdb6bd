package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A private MariaDB or PostgreSQL of the Debian packages, with a directory and a port of its own. The property
 * {@code drover.within} is a command that runs others where a MariaDB of another release is installed; the temporary
 * folder is there too.
 */
final class DatabaseServer implements AutoCloseable {

    private static final List<String> WITHIN = Stream.of(
                    System.getProperty("drover.within", "").split(" "))
            .filter(word -> !word.isEmpty())
            .toList();

    private final Path directory;
    private final String url;
    private final List<String> command;
    private Process process;

    private DatabaseServer(Path directory, String url, List<String> command) {
        this.directory = directory;
        this.url = url;
        this.command = command;
    }

    static DatabaseServer mariadb() throws IOException, InterruptedException {
        String server = executable("MariaDB (package mariadb-server)", "/usr/sbin/mariadbd");
        Path directory = Files.createTempDirectory("drover-mariadb");
        String data = "--datadir=" + directory.resolve("data");
        String user = "--user=" + System.getProperty("user.name");
        run(
                with(
                        WITHIN,
                        "mariadb-install-db",
                        "--no-defaults",
                        data,
                        user,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"),
                directory);
        int port = unused();
        List<String> command = with(
                WITHIN,
                server,
                "--no-defaults",
                data,
                user,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--innodb-buffer-pool-size=16M");
        String url = "jdbc:mariadb://127.0.0.1:" + port + "/drover?user=root&createDatabaseIfNotExist=true";
        return new DatabaseServer(directory, url, command).start();
    }

    static DatabaseServer postgresql() throws IOException, InterruptedException {
        Path bin = newest(Path.of("/usr/lib/postgresql"));
        assumeThat(bin).as("PostgreSQL (package postgresql) is installed").isNotNull();
        Path directory = Files.createTempDirectory("drover-postgresql");
        boolean root = System.getProperty("user.name").equals("root");
        if (root) run(List.of("chown", "postgres:", directory.toString()), directory);
        List<String> as = root ? List.of("runuser", "-u", "postgres", "--") : List.of();
        String data = directory.resolve("data").toString();
        run(with(as, bin.resolve("initdb").toString(), "-D", data, "-A", "trust", "-U", "drover", "-N"), directory);
        int port = unused();
        List<String> command = with(
                as,
                bin.resolve("postgres").toString(),
                "-D",
                data,
                "-p",
                "" + port,
                "-c",
                "listen_addresses=127.0.0.1",
                "-k",
                directory.toString());
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=drover";
        return new DatabaseServer(directory, url, command).start();
    }

    String url() {
        return url;
    }

    DatabaseServer start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory
                        .resolveSibling(directory.getFileName() + ".log")
                        .toFile()))
                .start();
        await().atMost(Duration.ofSeconds(60)).until(this::answers);
        return this;
    }

    /** Without a farewell: as power fails. */
    void kill() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await().atMost(Duration.ofSeconds(30)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private boolean answers() {
        assertThat(process.isAlive()).as("the database server runs").isTrue();
        try (Connection connection = DriverManager.getConnection(url)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.deleteIfExists(directory.resolveSibling(directory.getFileName() + ".log"));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }

    private static String executable(String what, String path) {
        if (WITHIN.isEmpty())
            assumeThat(Path.of(path)).as(what + " is installed").isExecutable();
        return path;
    }

    private static Path newest(Path versions) throws IOException {
        if (!Files.isDirectory(versions)) return null;
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Path::compareTo)
                    .orElse(null);
        }
    }

    private static List<String> with(List<String> before, String... rest) {
        List<String> all = new ArrayList<>(before);
        all.addAll(List.of(rest));
        return all;
    }

    private static void run(List<String> command, Path where) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + "\n" + told).isZero();
    }

    private static int unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
