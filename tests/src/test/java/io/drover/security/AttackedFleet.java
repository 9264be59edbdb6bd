package io.drover.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.agent.Agent;
import io.drover.agent.NoOpJournal;
import io.drover.amqp.OwnRabbit;
import io.drover.config.AgentConfig;
import io.drover.config.Configuration;
import io.drover.config.Environment;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Topology;
import io.drover.runtime.AcceleratedClock;
import io.drover.runtime.Tempo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Real agents, each with its own certificate, on a real RabbitMQ that somebody hostile may use as well. Six servers of
 * pm1 can be made hot.
 */
final class AttackedFleet implements AutoCloseable {

    static final double SPEED = 4;

    private final Path folder;
    private final Tempo tempo = new Tempo(new AcceleratedClock(InstantSource.system(), SPEED), SPEED);
    private final List<Agent> agents = new ArrayList<>();
    private OwnRabbit rabbit;
    private OpenStackEmulator openstack;
    private EmulatedCloud cloud;

    /**
     * @param hosts of the cloud, and those of them that have an agent
     * @param evil the name of the host whose user the hostile one has
     */
    AttackedFleet(Path folder, List<String> hosts, List<String> agentsOn, String evil) throws Exception {
        this.folder = folder;
        try {
            start(hosts, agentsOn, evil);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private void start(List<String> hosts, List<String> agentsOn, String evil) throws Exception {
        rabbit = OwnRabbit.start(Files.createDirectory(folder.resolve("rabbit")));
        rabbit.script("drover-policy.sh");
        List<String> users = new ArrayList<>(List.of("-e", folder.toString()));
        users.addAll(agentsOn);
        rabbit.script("drover-users.sh", users.toArray(String[]::new));
        rabbit.script("drover-users.sh", folder.toString(), evil);
        key("fleet.key", "00112233445566778899aabbccddeeff");
        key("other.key", "ffeeddccbbaa99887766554433221100");
        Topology world = Topology.on(tempo.clock()).hosts(hosts.size());
        world = world.servers(6, "pm1", server -> server.flavor("m1.small").load(0.4));
        for (String host : hosts.subList(1, hosts.size())) {
            world = world.servers(1, host, server -> server.flavor("m1.small").load(0.8));
        }
        cloud = world.build();
        openstack = OpenStackEmulator.start(cloud, tempo.clock());
        for (String host : agentsOn) agents.add(Agent.start(config(host), tempo, NoOpJournal.JOURNAL));
    }

    Tempo tempo() {
        return tempo;
    }

    List<Agent> agents() {
        return agents;
    }

    EmulatedCloud cloud() {
        return cloud;
    }

    void heat(double load) {
        for (int i = 1; i <= 6; i++) cloud.setLoad("vm-" + i, at -> load);
    }

    long serversOn(String host) {
        return cloud.placements().values().stream().filter(host::equals).count();
    }

    /** By the broker's own log, which tells of each connection that ended without being closed. */
    void assertNobodyWasCutOff() throws Exception {
        List<String> log = rabbit.log().lines().toList();
        assertThat(log).as("what the broker tells").anyMatch(line -> line.contains("drover pm1"));
        assertThat(log)
                .as("connections that ended")
                .noneMatch(line -> line.contains("closing AMQP connection") && line.contains("drover pm"));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** With the password of the hostile one's user. */
    String urlOf(String evil) throws Exception {
        return rabbit.plainUrl(
                "drover-" + evil,
                Files.readString(folder.resolve("drover-" + evil)).strip());
    }

    @Override
    public void close() {
        agents.parallelStream().forEach(agent -> agent.close(Duration.ZERO));
        if (openstack != null) openstack.close();
        if (rabbit != null) rabbit.close();
    }

    private void key(String name, String key) throws Exception {
        Path file = Files.writeString(folder.resolve(name), key + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    private AgentConfig config(String host) throws Exception {
        String user = "drover-" + host;
        String url = rabbit.externalUrl(user, rabbit.authority().issue(user));
        Path file = Files.writeString(folder.resolve(host + ".conf"), """
                [DEFAULT]
                host = %s
                transport_url = %s
                amqp_user_pattern = drover-{host}
                strategy = push
                fleet_key_file = %s
                state_path = %s
                [openstack]
                auth_url = %s
                username = %s
                password = %s
                project_name = %s
                user_domain_name = Default
                project_domain_name = Default
                [telemetry]
                interval = 5
                server_load_source = diagnostics
                ewma_lambda = 0.7
                [thresholds]
                variable = false
                [auction]
                reply_timeout = 30
                lock_timeout = 120
                source_settle = 5
                destination_settle = 5
                quiet = 20
                backoff_limit = 10
                """.formatted(
                        host,
                        url,
                        folder.resolve("fleet.key"),
                        folder.resolve("state-" + host),
                        openstack.authUrl(),
                        openstack.credentials().username(),
                        openstack.credentials().password(),
                        openstack.credentials().project()));
        Environment nowhere = new Environment(new TreeMap<>(), folder, folder, folder, host);
        return AgentConfig.of(Configuration.load(List.of(file), nowhere, Map.of()));
    }
}
