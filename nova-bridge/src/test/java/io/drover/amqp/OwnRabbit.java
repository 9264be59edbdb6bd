package io.drover.amqp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A RabbitMQ of the test's own, set up as {@code etc/rabbitmq} says: with TLS, which asks for certificates that
 * {@link #authority} signed, with its users by their CN or a password, and with bounded queues. It also listens without
 * TLS, for what has no certificate. Skips the test where RabbitMQ is not installed. The property {@code drover.within}
 * is a command that runs others where a RabbitMQ of another release is installed; the temporary folder is there too.
 */
public final class OwnRabbit implements AutoCloseable {

    private static final List<String> WITHIN = Stream.of(
                    System.getProperty("drover.within", "").split(" "))
            .filter(word -> !word.isEmpty())
            .toList();
    private static final Path BIN = Path.of("/usr/lib/rabbitmq/bin");
    private static final Path SCRIPTS =
            Path.of("..", "etc", "rabbitmq").toAbsolutePath().normalize();
    private static final Duration START = Duration.ofSeconds(180);
    private static final String OPERATOR = "operator";
    private static final String PASSWORD = "an operator's password";

    private final Path folder;
    private final TestAuthority authority;
    private final int plainPort = free();
    private final int tlsPort = free();
    private final int distributionPort = free();
    private final int mapperPort = free();
    private final List<Process> processes = new ArrayList<>();

    private OwnRabbit(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.authority = new TestAuthority(folder, "authority");
    }

    /**
     * @param folder empty, the test's own
     */
    public static OwnRabbit start(Path folder) throws IOException, GeneralSecurityException {
        boolean there = !WITHIN.isEmpty() || Files.isExecutable(BIN.resolve("rabbitmq-server"));
        assumeTrue(there, "SKIPPED: RabbitMQ is not installed in " + BIN);
        OwnRabbit rabbit = new OwnRabbit(folder);
        try {
            rabbit.begin();
            return rabbit;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            rabbit.close();
            throw e;
        }
    }

    private void begin() throws IOException, GeneralSecurityException {
        TestIdentity server = authority.issue("broker", "localhost");
        String sample = Files.readString(SCRIPTS.resolve("rabbitmq.conf.sample"))
                .replace("listeners.ssl.default = 5671", "listeners.ssl.1 = 127.0.0.1:" + tlsPort)
                .replace("/etc/rabbitmq/ca.crt", authority.certificate().toString())
                .replace("/etc/rabbitmq/server.crt", server.certificate().toString())
                .replace("/etc/rabbitmq/server.key", server.key().toString());
        Files.writeString(
                folder.resolve("rabbitmq.conf"),
                sample + "listeners.tcp.1 = 127.0.0.1:" + plainPort + "\ndefault_user = " + OPERATOR
                        + "\ndefault_pass = " + PASSWORD + "\ndisk_free_limit.absolute = 50MB\n");
        Files.writeString(folder.resolve("plugins"), "[rabbitmq_auth_mechanism_ssl].\n");
        launch("epmd", "-address", "127.0.0.1", "-port", Integer.toString(mapperPort));
        run();
    }

    /** Starts it where it does not run, on what it had kept, and waits until it answers. */
    public void run() throws IOException {
        Process broker = launch(BIN.resolve("rabbitmq-server").toString());
        Awaitility.await("RabbitMQ to start")
                .atMost(START)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    if (!broker.isAlive()) throw new AssertionError("RabbitMQ ended: " + log());
                    return answers();
                });
    }

    private boolean answers() {
        try {
            operator().getConnection().close();
            return true;
        } catch (IOException | TimeoutException e) {
            return false;
        }
    }

    /** By SIGKILL. */
    public void kill() throws InterruptedException {
        Process broker = processes.remove(processes.size() - 1);
        List<ProcessHandle> all = broker.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        broker.destroyForcibly().waitFor();
        all.forEach(each -> each.onExit().join());
    }

    /** The broker's own, so far. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("rabbitmq-server.log"));
    }

    private Process launch(String... command) throws IOException {
        String name = Path.of(command[0]).getFileName().toString();
        Process process = prepared(name, command).start();
        processes.add(process);
        return process;
    }

    private ProcessBuilder prepared(String name, String... command) {
        List<String> whole = new ArrayList<>(WITHIN);
        whole.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(key -> key.startsWith("RABBITMQ_") || key.startsWith("ERL_"));
        environment.put("HOME", folder.toString());
        environment.put("PATH", BIN + ":" + environment.get("PATH"));
        environment.put("ERL_EPMD_PORT", Integer.toString(mapperPort));
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("RABBITMQ_NODENAME", "drover" + plainPort + "@localhost");
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(distributionPort));
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.toString());
        environment.put("RABBITMQ_LOGS", "-");
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString());
        environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq").toString());
        environment.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
        environment.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 1:1 +sbwt none");
        return builder;
    }

    /** Runs a script of {@code etc/rabbitmq}, as an operator would on the broker's machine. */
    public void script(String name, String... arguments) throws IOException, InterruptedException {
        Path copy = folder.resolve(name);
        Files.copy(SCRIPTS.resolve(name), copy, StandardCopyOption.REPLACE_EXISTING);
        List<String> command = new ArrayList<>(List.of("sh", copy.toString()));
        command.addAll(List.of(arguments));
        Process process = prepared(name, command.toArray(String[]::new)).start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(name + " failed: " + Files.readString(folder.resolve(name + ".log")));
        }
    }

    public TestAuthority authority() {
        return authority;
    }

    /** An administrator's channel. */
    Channel operator() throws IOException, TimeoutException {
        return channel(OPERATOR, PASSWORD);
    }

    /** A channel of a user with a password. */
    Channel channel(String user, String password) throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(plainPort);
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection().createChannel();
    }

    /** Of an administrator, without TLS. */
    public String operatorUrl() {
        return plainUrl(OPERATOR, PASSWORD.replace(" ", "%20"));
    }

    /** Without TLS. */
    public String plainUrl(String user, String password) {
        return "rabbit://" + user + ":" + password + "@localhost:" + plainPort + "/";
    }

    /** By TLS, known by a certificate. */
    public String externalUrl(String user, TestIdentity shown) {
        return "rabbit://" + user + "@localhost:" + tlsPort + "/?ssl=1&login_method=EXTERNAL&ssl_ca_file="
                + authority.certificate() + "&ssl_cert_file=" + shown.certificate() + "&ssl_key_file=" + shown.key();
    }

    int tlsPort() {
        return tlsPort;
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The broker first, which is a child of its script. */
    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            Process process = processes.get(i);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
