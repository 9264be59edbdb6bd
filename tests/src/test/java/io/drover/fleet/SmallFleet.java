package io.drover.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.agent.Agent;
import io.drover.agent.NoOpJournal;
import io.drover.cli.Drover;
import io.drover.config.AgentConfig;
import io.drover.config.Configuration;
import io.drover.config.Environment;
import io.drover.config.Option;
import io.drover.config.Options;
import io.drover.emulator.EmbeddedBroker;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Topology;
import io.drover.runtime.AcceleratedClock;
import io.drover.runtime.StartException;
import io.drover.runtime.Tempo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A few real agents over an emulated cloud and an embedded broker, in faster time, and the command line beside them
 * with a configuration of its own.
 */
public final class SmallFleet implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Tempo tempo;
    private final EmulatedCloud cloud;
    private final OpenStackEmulator openstack;
    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final SortedMap<String, Agent> agents = new TreeMap<>();
    private final Path config;

    /** How a command ended. */
    public record Ran(int status, String out, List<String> err) {}

    /**
     * @param options lines of the ini file that agents and commands share, beside where cloud and broker are
     */
    public SmallFleet(Path directory, double speed, UnaryOperator<Topology> world, String... options)
            throws IOException {
        this.directory = directory;
        InstantSource clock = speed == 1 ? InstantSource.system() : new AcceleratedClock(InstantSource.system(), speed);
        this.tempo = new Tempo(clock, speed);
        this.cloud = world.apply(Topology.on(clock)).build();
        this.openstack = OpenStackEmulator.start(cloud, clock);
        this.config = directory.resolve("drover.conf");
        Files.createFile(config, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(config, String.join("\n", options) + "\n");
    }

    /** How many servers are on a host, by the cloud. */
    long servers(String host) {
        return cloud.fleet().servers().stream()
                .filter(server -> server.host().name().equals(host))
                .count();
    }

    /** A host's row of {@code drover status}. */
    JsonNode status(String host) throws IOException {
        for (JsonNode row : JSON.readTree(drover("status", "-f", "json").out())) {
            if (row.path("host").asText().equals(host)) return row;
        }
        throw new AssertionError("no row of " + host);
    }

    public EmulatedCloud cloud() {
        return cloud;
    }

    public OpenStackEmulator openstack() {
        return openstack;
    }

    public String transportUrl() {
        return broker.transportUrl();
    }

    public Tempo tempo() {
        return tempo;
    }

    /** Where an agent's journal is. */
    public Path state(String host) {
        return directory.resolve("state").resolve(host);
    }

    public void start(String host, String... options) throws StartException {
        Map<Option<?>, String> flags = new LinkedHashMap<>();
        flags.put(Options.HOST, host);
        flags.put(Options.STATE_PATH, state(host).toString());
        for (String option : options) {
            String[] pair = option.split("=", 2);
            flags.put(
                    Options.all().stream()
                            .filter(o -> o.name().equals(pair[0]))
                            .findFirst()
                            .orElseThrow(),
                    pair[1]);
        }
        AgentConfig agent = AgentConfig.of(Configuration.load(List.of(config), environment(Map.of()), flags));
        agents.put(host, Agent.start(agent, tempo, NoOpJournal.JOURNAL));
    }

    public Agent agent(String host) {
        return agents.get(host);
    }

    public void stop(String host) {
        agents.remove(host).close(Duration.ofSeconds(5));
    }

    /** A command in this process, with the fleet's configuration. */
    public Ran drover(String... arguments) {
        return drover(Map.of(), arguments);
    }

    /** The same, while the test goes on. */
    public CompletableFuture<Ran> begin(String... arguments) {
        return CompletableFuture.supplyAsync(
                () -> drover(arguments), task -> new Thread(task, "drover-command").start());
    }

    /**
     * @param variables of the environment; they win over what names cloud and broker
     */
    public Ran drover(Map<String, String> variables, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--config-file";
        all[arguments.length + 1] = config.toString();
        int status = Drover.run(
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment(variables));
        return new Ran(
                status,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8).lines().toList());
    }

    /** A command in a process of its own, its words in a file. */
    public Process spawned(Path out, String... arguments) throws IOException {
        // What is started in the background of a script ignores Ctrl-C, and so would its children.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.drover.cli.Drover",
                "--config-file",
                config.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        process.environment().putAll(environment(Map.of()).variables());
        return process.start();
    }

    private Environment environment(Map<String, String> more) {
        SortedMap<String, String> variables = new TreeMap<>();
        variables.put("USER", "operator");
        variables.put("DROVER_DEFAULT_TRANSPORT_URL", broker.transportUrl());
        variables.put("OS_AUTH_URL", openstack.authUrl());
        variables.put("OS_USERNAME", openstack.credentials().username());
        variables.put("OS_PASSWORD", openstack.credentials().password());
        variables.put("OS_PROJECT_NAME", openstack.credentials().project());
        variables.put("OS_USER_DOMAIN_NAME", "Default");
        variables.put("OS_PROJECT_DOMAIN_NAME", "Default");
        variables.putAll(more);
        return new Environment(variables, directory, directory, directory.resolve("etc"), "controller");
    }

    @Override
    public void close() {
        agents.values().parallelStream().forEach(agent -> agent.close(Duration.ZERO));
        broker.close();
        openstack.close();
        WitnessStand.nothingSpeaksAgainst(directory.resolve("state"));
    }
}
