package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.openstack.ComputeService;
import io.drover.openstack.Migration;
import io.drover.openstack.MigrationFilter;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Operator;
import io.drover.openstack.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real cloud with one agent process on each host, empty before and after each test. When a test fails, the last
 * words of all agents are printed.
 */
final class Stage implements BeforeEachCallback, AfterEachCallback {

    private static final String PREFIX = "realcloud-";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BOOT = Duration.ofSeconds(120);

    /**
     * What kind of hosts, and what is booted there.
     *
     * @param prefix of the hosts' names
     */
    record Cast(String prefix, String flavor, String image) {
        static final Cast IMAGINED = new Cast("pm", "m1.small", "tiny");
    }

    final Operator operator = new Operator();
    final Imagined imagined = new Imagined();
    final Agents agents = new Agents();

    private final Cast cast;
    private final List<String> servers = new ArrayList<>();
    private Path directory;
    private Instant began;
    private int booted;

    Stage() {
        this(Cast.IMAGINED);
    }

    Stage(Cast cast) {
        this.cast = cast;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        directory = Path.of("target", "cloud", context.getRequiredTestMethod().getName())
                .toAbsolutePath();
        clear(directory);
        imagined.reset();
        Map<String, String> left = imagined.placements();
        if (!left.isEmpty()) System.err.println("left by an earlier test: " + left);
        hosts().forEach(operator::enable);
        began = Instant.now().minusSeconds(2);
    }

    private static void clear(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> old = Files.walk(directory)) {
                for (Path each : old.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
            }
        }
        Files.createDirectories(directory);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.err.println(context.getDisplayName() + ": "
                + moves().values().stream().mapToLong(m -> m).sum()
                + " moves, true loads " + imagined.trueLoads() + ", system performance "
                + imagined.performance());
        context.getExecutionException().ifPresent(failure -> System.err.println(lastWords()));
        agents.kill();
        servers.clear();
        imagined.migrations(256, 1.0);
        try {
            awaitEndOfMigrations();
        } finally {
            await("the deletion of all servers")
                    .atMost(BOOT)
                    .pollInterval(POLL)
                    .until(() -> operator.clear().isEmpty());
            imagined.reset();
        }
    }

    /** A server that is deleted while it migrates may stay on a hypervisor, for half an hour. */
    private void awaitEndOfMigrations() {
        await("the end of all migrations")
                .atMost(BOOT)
                .pollInterval(POLL)
                .until(() -> nova().migrations(MigrationFilter.LIVE.changedSince(began)).stream()
                        .allMatch(Migration::ended));
    }

    private String lastWords() {
        StringBuilder words = new StringBuilder("true loads " + imagined.trueLoads() + "\n");
        for (Migration migration : migrations()) words.append(migration).append('\n');
        return words.append(agents.lastWords()).toString();
    }

    NovaClient nova() {
        return operator.nova();
    }

    /** The compute hosts of this kind. */
    List<String> hosts() {
        return nova().computeServices().stream()
                .map(ComputeService::host)
                .filter(host -> host.startsWith(cast.prefix()))
                .sorted()
                .toList();
    }

    /**
     * Boots so many servers on each host and waits until all are there.
     *
     * @return their ids by host
     */
    SortedMap<String, List<String>> boot(Map<String, Integer> counts) {
        SortedMap<String, List<String>> ids = new TreeMap<>();
        counts.forEach((host, count) -> {
            for (int i = 0; i < count; i++) {
                String id = operator.boot(PREFIX + ++booted, cast.flavor(), cast.image(), host, Map.of());
                ids.computeIfAbsent(host, h -> new ArrayList<>()).add(id);
                servers.add(id);
            }
        });
        await("all servers to boot")
                .atMost(BOOT)
                .pollInterval(POLL)
                .until(() -> own().size() == servers.size() && own().stream().allMatch(Server::active));
        return ids;
    }

    /** The servers of this test as Nova shows them. */
    List<Server> own() {
        return nova().servers().stream().filter(s -> servers.contains(s.id())).toList();
    }

    /** Newest first. */
    List<Migration> migrations() {
        return nova().migrations(MigrationFilter.LIVE.changedSince(began)).stream()
                .filter(m -> servers.contains(m.server()))
                .toList();
    }

    /** How often each server was migrated. */
    Map<String, Long> moves() {
        return migrations().stream()
                .filter(Migration::completed)
                .collect(Collectors.groupingBy(Migration::server, TreeMap::new, Collectors.counting()));
    }

    /** An agent on each host, started, with enough samples to trust their smoothed loads. */
    void agents(Map<String, String> options) {
        agents.start(hosts(), directory, AgentOptions.with(options));
    }

    /** The same with nothing tuned but these. */
    void installedAgents(Map<String, String> options) {
        agents.start(hosts(), directory, AgentOptions.installed(options));
    }

    AgentProcess agent(String host) {
        return agents.of(host);
    }

    /** Of this test: logs, configurations and journals of its agents. */
    Path directory() {
        return directory;
    }

    /**
     * @param cpu share of its vCPUs that each of them uses from now on
     */
    void load(List<String> servers, double cpu) {
        servers.forEach(server -> imagined.load(server, cpu));
    }

    void awaitLoad(String host, DoublePredicate wanted) {
        await("the true load of " + host)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(POLL)
                .until(() -> wanted.test(imagined.trueLoads().get(host)));
    }

    /** Every host's true load is as wanted. */
    void awaitLoads(Duration atMost, DoublePredicate wanted) {
        await("the true loads of all hosts")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> imagined.trueLoads().values().stream().allMatch(wanted::test));
    }

    /** No migration runs, none has for so long. */
    void awaitQuiet(Duration quiet, Duration atMost) {
        await("the fleet to be quiet")
                .atMost(atMost)
                .pollInterval(POLL)
                .until(() -> migrations().stream()
                        .allMatch(m -> m.ended() && m.updatedAt().plus(quiet).isBefore(Instant.now())));
    }

    /** Stops and starts services of the cloud; needs {@code MINICLOUD_HOME}, the directory of minicloud's commands. */
    void restart(String service) {
        String home = Optional.ofNullable(System.getenv("MINICLOUD_HOME"))
                .orElseThrow(
                        () -> new AssertionError("MINICLOUD_HOME must name the directory of minicloud's commands"));
        Client.Ran ran = Client.of(directory, home + "/restart").run(service);
        if (ran.status() != 0) throw new AssertionError(service + " does not restart: " + ran.err());
    }

    /** System performance by the true loads, all migrations over and completed, every server on one host only. */
    void awaitBalance(double performance, Duration atMost) {
        await("system performance of " + performance)
                .atMost(atMost)
                .pollInterval(POLL)
                .until(() -> imagined.performance() >= performance);
        // at one moment: a fleet that is balanced well enough may go on
        await("all migrations to end well")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(POLL)
                .untilAsserted(() -> {
                    assertThat(migrations()).isNotEmpty().allMatch(Migration::completed);
                    assertPlaced();
                    assertThat(imagined.performance()).isGreaterThanOrEqualTo(performance);
                });
    }

    /** Which host's hypervisor runs each server of this test; what other tests have left behind is not told. */
    Map<String, String> placements() {
        Map<String, String> placements = imagined.placements();
        placements.keySet().retainAll(servers);
        return placements;
    }

    /** Every server is ACTIVE on exactly one host, by Nova and by the hypervisors alike. */
    void assertPlaced() {
        Map<String, String> placements = placements();
        assertThat(own()).hasSameSizeAs(servers).allSatisfy(server -> {
            assertThat(server.status()).isEqualTo("ACTIVE");
            assertThat(placements).containsEntry(server.id(), server.host().orElseThrow());
        });
    }

    /** Nobody migrates any more. */
    void awaitRest(Duration atMost) {
        await("all migrations to end")
                .atMost(atMost)
                .pollInterval(POLL)
                .until(() -> migrations().stream().allMatch(Migration::ended)
                        && own().stream()
                                .allMatch(s -> s.active() && s.taskState().isEmpty()));
    }
}
