package io.drover.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.amqp.OwnRabbit;
import io.drover.cli.Drover;
import io.drover.config.Environment;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.api.RequestFaults;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedMigration;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.MigrationFault;
import io.drover.emulator.cloud.MigrationStatus;
import io.drover.emulator.cloud.Topology;
import io.drover.soak.FaultPlan.Fault;
import io.drover.soak.FaultPlan.Moment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four agents, as a package starts them, on a RabbitMQ and an emulated OpenStack, in real time: machines, broker and cloud fail
 * by a script that a seed draws. {@code -Ddrover.minutes=60 -Ddrover.seed=1 -Ddrover.between=15}, seconds between two faults.
 */
@Tag("soak")
class SoakTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("drover.minutes", 60));
    private static final long SEED = Long.getLong("drover.seed", 1);
    private static final double BETWEEN = Integer.getInteger("drover.between", 15);

    private static final List<String> HOSTS = List.of("pm1", "pm2", "pm3", "pm4");
    private static final int SERVERS = 6;
    private static final String SPARED = "pm4";
    private static final Duration WARM_UP = Duration.ofSeconds(90);

    /** Longer than a migration that hangs is waited for. */
    private static final Duration RECOVERY = Duration.ofMinutes(12);

    private static final Duration COOLDOWN = Duration.ofSeconds(180);
    private static final double NEW_HEAT = 40;

    @TempDir
    private Path folder;

    private final SortedMap<String, SoakedHost> hosts = new TreeMap<>();
    private final Map<FaultKind, Integer> done = new EnumMap<>(FaultKind.class);
    private OwnRabbit rabbit;
    private EmulatedCloud cloud;
    private OpenStackEmulator openstack;

    @AfterEach
    void stop() {
        hosts.values().forEach(SoakedHost::close);
        if (openstack != null) openstack.close();
        if (rabbit != null) rabbit.close();
    }

    @Test
    void nothingIsLostAndNothingMovesTwice() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "SKIPPED: disks of its own need root");
        begin();
        Usage early = Usage.of(hosts.get(SPARED));
        FaultPlan plan = new FaultPlan(SEED, LENGTH, BETWEEN, HOSTS, SPARED);
        run(plan);
        System.err.println("soak: " + plan.size() + " faults, seed " + SEED + ": " + done);
        try {
            awaitRest();
        } catch (RuntimeException | Error e) {
            hosts.values().forEach(host -> System.err.println("--- " + host.name() + "\n" + host.lastWords()));
            throw e;
        }
        Usage late = Usage.of(hosts.get(SPARED));
        System.err.println("soak: " + SPARED + " at the begin " + early + ", at the end " + late + "; starts "
                + hosts.values().stream().map(SoakedHost::starts).toList());

        List<EmulatedMigration> migrations = migrations();
        System.err.println("soak: " + migrations.size() + " migrations, of which "
                + migrations.stream()
                        .filter(m -> m.status() == MigrationStatus.COMPLETED)
                        .count() + " completed");
        assertThat(cloud.placements()).as("servers").hasSize(HOSTS.size() * SERVERS);
        assertThat(cloud.fleet().servers()).allSatisfy(server -> {
            assertThat(server.vmState()).isEqualTo("active");
            assertThat(server.taskState()).isNull();
        });
        assertThat(tooSoon(migrations)).as("moved twice").isEmpty();
        assertThat(migrations)
                .as("a soak without migrations tries nothing")
                .hasSizeGreaterThan((int) LENGTH.toMinutes() / 4);
        assertThat(hosts.get(SPARED).starts()).as("starts of " + SPARED).isEqualTo(1);
        assertThat(late.residentKib()).as("resident memory, KiB").isLessThan(early.residentKib() + 30_000);
        assertThat(late.descriptors()).as("descriptors").isLessThan(early.descriptors() + 12);
        assertThat(late.threads()).as("threads").isLessThan(early.threads() + 8);
        check();
    }

    private record Usage(long residentKib, long descriptors, long threads) {
        static Usage of(SoakedHost host) {
            return new Usage(host.residentKib(), host.descriptors(), host.threads());
        }
    }

    private void begin() throws Exception {
        rabbit = OwnRabbit.start(Files.createDirectory(folder.resolve("rabbit")));
        Topology world = Topology.on(InstantSource.system()).hosts(HOSTS.size(), host -> host.pCpus(4));
        for (String host : HOSTS)
            world = world.servers(SERVERS, host, s -> s.flavor("m1.tiny").load(0.3));
        cloud = world.build();
        openstack = OpenStackEmulator.start(cloud, InstantSource.system());
        Map<String, String> options = Map.ofEntries(
                Map.entry("DEFAULT.transport_url", rabbit.operatorUrl()),
                Map.entry("DEFAULT.mode", "enforce"),
                Map.entry("migration.server_cooldown", Long.toString(COOLDOWN.toSeconds())),
                Map.entry("telemetry.interval", "5"),
                Map.entry("telemetry.inventory_interval", "20"),
                Map.entry("telemetry.host_load_source", "nova"),
                Map.entry("telemetry.server_load_source", "diagnostics"),
                Map.entry("openstack.auth_url", openstack.authUrl()),
                Map.entry("openstack.username", openstack.credentials().username()),
                Map.entry("openstack.password", openstack.credentials().password()),
                Map.entry("openstack.project_name", openstack.credentials().project()),
                Map.entry("openstack.user_domain_name", "Default"),
                Map.entry("openstack.project_domain_name", "Default"));
        for (String host : HOSTS) hosts.put(host, new SoakedHost(host, folder, options));
        hosts.values().forEach(SoakedHost::start);
        hosts.values().forEach(SoakedHost::awaitStarted);
        Thread.sleep(WARM_UP.toMillis()); // a JVM grows at first
    }

    /** The script: moments of faults, and in between another host becomes hot. */
    private void run(FaultPlan plan) throws Exception {
        Random heat = new Random(SEED);
        Instant began = Instant.now();
        double nextHeat = 0;
        List<Moment> moments = new ArrayList<>(plan.moments());
        while (!moments.isEmpty() || seconds(began) < LENGTH.toSeconds()) {
            for (SoakedHost host : hosts.values()) host.supervise();
            if (seconds(began) >= nextHeat) {
                heat(HOSTS.get(heat.nextInt(HOSTS.size())));
                nextHeat += NEW_HEAT;
            }
            if (!moments.isEmpty() && moments.get(0).at() <= seconds(began)) {
                Moment moment = moments.remove(0);
                if (moment.begins()) begin(moment.fault());
                else end(moment.fault());
            } else {
                Thread.sleep(200); // the script tells the time, nothing is awaited
            }
        }
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toMillis() / 1000.0;
    }

    private void heat(String hot) {
        cloud.placements().forEach((server, host) -> {
            double load = host.equals(hot) ? 0.6 : 0.3;
            cloud.setLoad(server, at -> load);
        });
    }

    private void begin(Fault fault) throws Exception {
        FaultKind kind = fault.kind();
        done.merge(kind, 1, Integer::sum);
        Duration lasts = Duration.ofMillis((long) ((fault.to() - fault.from()) * 1000));
        System.err.printf("%s %s %s for %s s%n", Instant.now(), kind, fault.target(), lasts.toSeconds());
        switch (kind) {
            case BROKER_GONE -> rabbit.kill();
            case NOVA_FAILS -> openstack.faults().failFor(lasts, "compute", "", 503);
            case NOVA_SLOW ->
                openstack.faults().during(lasts, "compute", "*", "", RequestFaults.Effect.delay(Duration.ofSeconds(4)));
            case ALL_APIS_GONE ->
                openstack.faults().during(lasts, "*", "*", "", RequestFaults.Effect.connectionReset());
            case TOKENS_REVOKED -> openstack.faults().revokeTokens();
            case MIGRATION_FAILS -> openstack.faults().failMigrations(1, "*", MigrationFault.FAILS_HALFWAY);
            case MIGRATION_HANGS -> openstack.faults().failMigrations(1, "*", MigrationFault.HANGS);
            case SOURCE_KILLED, DESTINATION_KILLED ->
                atAnEnd(kind).orElse(hosts.get(fault.target())).begin(kind);
            default -> hosts.get(fault.target()).begin(kind);
        }
    }

    /** A host of a migration that is under way. */
    private Optional<SoakedHost> atAnEnd(FaultKind kind) {
        return migrations().stream()
                .filter(migration -> !migration.status().ended())
                .map(migration -> kind == FaultKind.SOURCE_KILLED ? migration.source() : migration.destination())
                .filter(host -> host != null && !host.name().equals(SPARED))
                .map(host -> hosts.get(host.name()))
                .filter(SoakedHost::mortal)
                .findFirst();
    }

    private void end(Fault fault) throws IOException {
        if (fault.kind() == FaultKind.BROKER_GONE) rabbit.run();
        else if (fault.kind().target == FaultKind.Target.HOST)
            hosts.get(fault.target()).end(fault.kind());
    }

    private List<EmulatedMigration> migrations() {
        return cloud.inside(() -> {
            List<EmulatedMigration> all = new ArrayList<>();
            cloud.migrations().log().all().forEach(all::add);
            return all;
        });
    }

    /** All is well again: every agent answers, nobody holds anything, nothing migrates. */
    private void awaitRest() {
        cloud.placements().keySet().forEach(server -> cloud.setLoad(server, at -> 0.3));
        await("the fleet to be at rest")
                .atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    hosts.values().forEach(SoakedHost::supervise);
                    JsonNode rows = JSON.readTree(drover("status", "-f", "json", "--timeout", "5"));
                    assertThat(rows).hasSize(HOSTS.size()).allSatisfy(row -> {
                        assertThat(row.path("lockedBy").asText()).isEmpty();
                        assertThat(row.path("migrating")).isEmpty();
                        assertThat(row.path("state").asText()).isEqualTo("ready");
                    });
                    assertThat(migrations())
                            .allMatch(migration -> migration.status().ended());
                });
    }

    /** Servers that completed two migrations within their cool-down. */
    private static List<String> tooSoon(List<EmulatedMigration> migrations) {
        List<String> found = new ArrayList<>();
        Map<EmulatedServer, EmulatedMigration> next = new HashMap<>(); // newest come first
        for (EmulatedMigration migration : migrations) {
            if (migration.status() != MigrationStatus.COMPLETED) continue;
            EmulatedMigration later = next.put(migration.server(), migration);
            if (later == null) continue;
            Duration between = Duration.between(migration.created(), later.created());
            if (between.compareTo(COOLDOWN) < 0)
                found.add(migration.server().name() + " again after " + between.toSeconds() + " s");
        }
        return found;
    }

    /** The witness hears all journals. */
    private void check() {
        List<String> arguments = new ArrayList<>(List.of("replay", "--check"));
        hosts.values().forEach(host -> arguments.add(host.state().toString()));
        System.err.println(drover(arguments.toArray(String[]::new)));
    }

    private String drover(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!arguments[0].equals("replay")) {
            all.add("--config-file");
            all.add(hosts.get(SPARED).config().toString());
        }
        int status = Drover.run(
                all.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Environment(new TreeMap<>(), folder, folder, folder, "controller"));
        String told = out.toString(StandardCharsets.UTF_8);
        if (status != 0) throw new AssertionError(status + ": " + told + err.toString(StandardCharsets.UTF_8));
        return told;
    }
}
