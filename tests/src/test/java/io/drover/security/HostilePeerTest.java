package io.drover.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.agent.Agent;
import io.drover.agent.PlainJournal;
import io.drover.amqp.OwnRabbit;
import io.drover.config.AgentConfig;
import io.drover.config.Configuration;
import io.drover.config.Environment;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Topology;
import io.drover.runtime.AcceleratedClock;
import io.drover.runtime.Tempo;
import io.drover.wire.DropReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real agents, each with its own certificate, on a real RabbitMQ that a hostile peer may use as well. They relieve a
 * hot host of an emulated cloud all the same.
 */
@Tag("broker")
class HostilePeerTest {

    private static final double SPEED = 4;
    private static final int FLOOD = 20_000;
    private static final List<String> HOSTS = List.of("pm1", "pm2", "pm3", "pm4");
    private static final Set<DropReason> DEFENDED = EnumSet.of(
            DropReason.IMPOSTOR,
            DropReason.UNSIGNED,
            DropReason.FORGED,
            DropReason.STALE,
            DropReason.REPLAYED,
            DropReason.SYNTAX,
            DropReason.OVERSIZED,
            DropReason.VERSION,
            DropReason.FIELD,
            DropReason.MISMATCH);

    @TempDir
    Path folder;

    private final Tempo tempo = new Tempo(new AcceleratedClock(InstantSource.system(), SPEED), SPEED);
    private final List<Agent> agents = new ArrayList<>();
    private OwnRabbit rabbit;
    private OpenStackEmulator openstack;
    private EmulatedCloud cloud;
    private int rounds;

    @BeforeEach
    void start() throws Exception {
        rabbit = OwnRabbit.start(Files.createDirectory(folder.resolve("rabbit")));
        rabbit.script("drover-policy.sh");
        rabbit.script("drover-users.sh", "-e", folder.toString(), "pm1", "pm2", "pm3", "pm4");
        rabbit.script("drover-users.sh", folder.toString(), "evil");
        key("fleet.key", "00112233445566778899aabbccddeeff");
        key("other.key", "ffeeddccbbaa99887766554433221100");
        cloud = Topology.on(tempo.clock())
                .hosts(4)
                .servers(6, "pm1", server -> server.flavor("m1.small").load(0.4))
                .servers(1, "pm2", server -> server.flavor("m1.small").load(0.8))
                .servers(1, "pm3", server -> server.flavor("m1.small").load(0.8))
                .servers(1, "pm4", server -> server.flavor("m1.small").load(0.8))
                .build();
        openstack = OpenStackEmulator.start(cloud, tempo.clock());
        for (String host : HOSTS) agents.add(Agent.start(config(host), tempo, PlainJournal.JOURNAL));
    }

    @AfterEach
    void stop() {
        agents.parallelStream().forEach(agent -> agent.close(Duration.ZERO));
        if (openstack != null) openstack.close();
        if (rabbit != null) rabbit.close();
    }

    @Test
    void theFleetBalancesUnderAttack() throws Exception {
        String password = Files.readString(folder.resolve("drover-evil")).strip();
        try (Intruder evil = new Intruder(
                rabbit.plainUrl("drover-evil", password),
                folder.resolve("fleet.key"),
                folder.resolve("other.key"),
                tempo.clock())) {
            evil.flood("pm1", FLOOD);
            attackAll(evil);
            assertThat(serversOn("pm1")).as("nothing moves before it is hot").isEqualTo(6);
            for (int i = 1; i <= 6; i++) cloud.setLoad("vm-" + i, at -> 0.9);
            await("the hot host to be relieved under attack")
                    .atMost(Duration.ofSeconds(240))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        attackAll(evil);
                        return serversOn("pm1") <= 3;
                    });
            assertThat(cloud.placements())
                    .as("every server is where it should be, once")
                    .hasSize(9);
            for (Agent agent : agents) assertThat(agent.lost()).isNotDone();
            for (String host : HOSTS) evil.replay(host, 3);
            await("every attack to be counted by every agent")
                    .atMost(Duration.ofSeconds(30))
                    .until(this::allCounted);
            report(evil.sent());
        }
    }

    private void attackAll(Intruder evil) throws Exception {
        for (String host : HOSTS) evil.attack(host, host.equals("pm2") ? "pm3" : "pm2");
        rounds++;
    }

    private long serversOn(String host) {
        return cloud.placements().values().stream().filter(host::equals).count();
    }

    private boolean allCounted() {
        return agents.stream()
                .allMatch(agent ->
                        DEFENDED.stream().allMatch(reason -> agent.traffic().dropped(reason) > 0));
    }

    private void report(long sent) {
        Map<String, Long> dropped = new TreeMap<>();
        for (DropReason reason : DropReason.values()) {
            dropped.put(
                    reason.word(),
                    agents.stream()
                            .mapToLong(agent -> agent.traffic().dropped(reason))
                            .sum());
        }
        System.out.printf(
                "hostile peer: %d messages in %d rounds, dropped by the four agents: %s%n", sent, rounds, dropped);
        System.out.println("servers by host: "
                + HOSTS.stream().map(host -> host + " " + serversOn(host)).toList());
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
