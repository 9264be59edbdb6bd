package io.drover.debian;

import io.drover.emulator.EmbeddedBroker;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has a real agent live through a migration on an emulated cloud, in a JVM of its own that lists the classes it loads:
 * they, and no others, belong into the package's class-data archive.
 */
final class Training {

    private static final int AT_MOST_SECONDS = 180;

    private Training() {}

    /**
     * @param args the file of the list, a directory to work in, and the agent's class path
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of(args[1]));
        InstantSource clock = InstantSource.system();
        EmulatedCloud cloud = Topology.on(clock)
                .hosts(2, host -> host.pCpus(4))
                .servers(3, "pm1", server -> server.flavor("m1.small").load(0.7))
                .server("other", "pm2", server -> server.flavor("m1.tiny").load(0.5))
                .build();
        List<Process> agents = new ArrayList<>();
        try (OpenStackEmulator nova = OpenStackEmulator.start(cloud, clock);
                EmbeddedBroker broker = EmbeddedBroker.start()) {
            for (String host : List.of("pm1", "pm2")) {
                Path config = Files.writeString(
                        directory.resolve(host + ".conf"), configuration(host, directory, nova, broker));
                List<String> flags = host.equals("pm1") ? List.of("-XX:DumpLoadedClassList=" + args[0]) : List.of();
                agents.add(agent(config, args[2], flags));
            }
            awaitMigration(directory.resolve("pm1.log"));
        } finally {
            for (Process agent : agents) agent.destroy();
            for (Process agent : agents) if (!agent.waitFor(60, TimeUnit.SECONDS)) agent.destroyForcibly();
        }
        System.exit(0);
    }

    private static String configuration(String host, Path directory, OpenStackEmulator nova, EmbeddedBroker broker) {
        return String.join(
                "\n",
                "[DEFAULT]",
                "host = " + host,
                "transport_url = " + broker.transportUrl(),
                "state_path = " + directory.resolve(host),
                "[openstack]",
                "auth_url = " + nova.authUrl(),
                "username = " + nova.credentials().username(),
                "password = " + nova.credentials().password(),
                "project_name = " + nova.credentials().project(),
                "user_domain_name = Default",
                "project_domain_name = Default",
                "[telemetry]",
                "interval = 2",
                "server_load_source = diagnostics",
                "load_minutes = 1",
                "ewma_lambda = 1",
                "");
    }

    private static Process agent(Path config, String classPath, List<String> flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dguice_bytecode_gen_option=DISABLED", "-cp", classPath, "io.drover.cli.Drover", "agent"));
        command.addAll(List.of("--config-file", config.toString()));
        Path log = Path.of(config.toString().replace(".conf", ".log"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Until the agent tells that a server has left, or for as long as is reasonable on a slow machine. */
    private static void awaitMigration(Path log) throws IOException, InterruptedException {
        for (int second = 0; second < AT_MOST_SECONDS; second++) {
            if (Files.exists(log) && Files.readString(log).contains(" is on ")) return;
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IOException("no migration within " + AT_MOST_SECONDS + " s; see " + log);
    }
}
