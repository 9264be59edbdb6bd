package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.openstack.CloudUnderTest;
import io.drover.openstack.Migration;
import io.drover.openstack.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents die, the broker restarts, the token ends, Nova fails: nothing is lost and nothing is moved twice. */
@Tag("slow-cloud")
class InterruptionsTest {

    private static final Duration SOON = Duration.ofSeconds(180);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Map<String, String> OPTIONS = Map.of(
            "DEFAULT.strategy", "push",
            "auction.reply_timeout", "6",
            "auction.lock_timeout", Long.toString(LEASE.toSeconds()));

    private static final String BROKEN_OFF = "the run before was broken off";
    private static final String BROKER_BACK = "the broker is there again";

    @RegisterExtension
    private final Stage stage = new Stage();

    /** pm1 with six servers at a modest load; {@link #heat} makes it hot. */
    private SortedMap<String, List<String>> scene() {
        var servers = stage.boot(Map.of("pm1", 6, "pm2", 3, "pm3", 3, "pm4", 3));
        stage.load(servers.get("pm1"), 0.3);
        for (String host : List.of("pm2", "pm3", "pm4")) stage.load(servers.get(host), 0.45);
        return servers;
    }

    private void heat(SortedMap<String, List<String>> servers) {
        stage.load(servers.get("pm1"), 0.606);
        stage.awaitLoad("pm1", load -> load > 0.9);
    }

    /** 512 MiB take about 20 s. */
    private void slowCopies() {
        stage.imagined.migrations(25, 1);
    }

    private Migration awaitRunning() {
        await("a migration to run")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(() ->
                        stage.migrations().stream().anyMatch(m -> m.status().equals("running")));
        return stage.migrations().stream()
                .filter(m -> m.status().equals("running"))
                .findFirst()
                .orElseThrow();
    }

    private void relievedAndNothingTwice() {
        stage.awaitLoads(SOON, load -> load < 0.70);
        stage.awaitRest(Duration.ofSeconds(90));
        stage.assertPlaced();
        assertThat(stage.migrations()).allMatch(Migration::completed);
        assertThat(stage.moves().values()).isNotEmpty().allMatch(count -> count == 1);
        assertThat(ordered())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(stage.moves().keySet());
    }

    /** The servers that agents ordered to migrate, as often as they did. */
    private List<String> ordered() {
        return stage.agents.lines().stream()
                .flatMap(line -> line.order().stream())
                .map(order -> order.server())
                .toList();
    }

    private void everybodySays(String sentence) {
        for (AgentProcess agent : stage.agents.all()) {
            agent.awaitNote(Note.Kind.NOTICED, sentence, Duration.ofSeconds(90));
        }
    }

    private static void awaitSound(AgentProcess agent) {
        await("sound samples of " + agent.host())
                .atMost(Duration.ofSeconds(90))
                .until(() -> agent.diary()
                        .last(Note.Kind.NOTICED)
                        .flatMap(Diary.Line::note)
                        .filter(note -> note.text().equals("the samples are sound again"))
                        .isPresent());
    }

    private static void startAgain(AgentProcess killed) {
        killed.start();
        killed.awaitStarted();
        killed.awaitNote(Note.Kind.NOTICED, BROKEN_OFF, Duration.ofSeconds(20));
    }

    @Test
    void anAgentDiesWhileItsAuctionIsOpen() {
        var servers = scene();
        stage.agents(OPTIONS);
        stage.agent("pm2").freeze();
        heat(servers);
        AgentProcess auctioneer = stage.agent("pm1");
        List<String> bidders = List.of("pm3", "pm4");
        for (String bidder : bidders) stage.agent(bidder).awaitNote(Note.Kind.BID, "", Duration.ofSeconds(40));
        auctioneer.kill();
        Instant killed = Instant.now();
        assertThat(stage.migrations()).isEmpty();
        stage.agent("pm2").thaw();
        for (String bidder : bidders) {
            stage.agent(bidder).awaitNote(Note.Kind.RELEASED, "free again: the lease is over", LEASE.plusSeconds(15));
            Diary.Line freed =
                    stage.agent(bidder).diary().last(Note.Kind.RELEASED).orElseThrow();
            assertThat(Duration.between(killed, freed.at())).isLessThan(LEASE.plusSeconds(2));
        }
        startAgain(auctioneer);
        relievedAndNothingTwice();
    }

    @Test
    void anAgentDiesWhileItsMigrationRuns() {
        var servers = scene();
        slowCopies();
        stage.agents(OPTIONS);
        heat(servers);
        Migration running = awaitRunning();
        AgentProcess source = stage.agent("pm1");
        source.kill();
        startAgain(source);
        source.awaitNote(Note.Kind.MIGRATING, "since before the restart", Duration.ofSeconds(20));
        source.awaitNote(Note.Kind.MIGRATED, running.server() + " is on ", Duration.ofSeconds(60));
        stage.agent(running.destination().orElseThrow())
                .awaitNote(Note.Kind.MIGRATED, running.server() + " has come from pm1", Duration.ofSeconds(30));
        assertThat(source.diary().events(Event.Resumed.class)).isNotEmpty();
        relievedAndNothingTwice();
    }

    @Test
    void theDestinationsAgentDiesWhileTheMigrationRuns() {
        var servers = scene();
        slowCopies();
        stage.agents(OPTIONS);
        heat(servers);
        Migration running = awaitRunning();
        AgentProcess destination = stage.agent(running.destination().orElseThrow());
        destination.kill();
        startAgain(destination);
        stage.agent("pm1").awaitNote(Note.Kind.MIGRATED, running.server() + " is on ", Duration.ofSeconds(60));
        relievedAndNothingTwice();
    }

    @Test
    void theBrokerRestartsWhileAnAuctionIsOpen() {
        var servers = scene();
        stage.agents(OPTIONS);
        stage.agent("pm2").freeze();
        heat(servers);
        stage.agent("pm1").awaitLog("hot at", Duration.ofSeconds(60));
        stage.restart("rabbitmq");
        stage.agent("pm2").thaw();
        for (String host : stage.hosts()) {
            stage.agent(host).awaitLog("broker: hearing again", Duration.ofSeconds(90));
            assertThat(stage.agent(host).log()).contains("the connection to the broker is lost");
        }
        everybodySays(BROKER_BACK);
        relievedAndNothingTwice();
        assertThat(stage.agents.all()).allMatch(AgentProcess::alive);
    }

    /**
     * Nova's own calls are lost with its broker, so how this migration ends is Nova's doing. The agents tell its end,
     * never order it again, and go on with other servers.
     */
    @Test
    void theBrokerRestartsWhileAMigrationRuns() {
        var servers = scene();
        slowCopies();
        Map<String, String> options = new TreeMap<>(OPTIONS);
        options.put("migration.completion_timeout", "90");
        stage.agents(options);
        heat(servers);
        String server = awaitRunning().server();
        stage.restart("rabbitmq");
        everybodySays(BROKER_BACK);
        AgentProcess source = stage.agent("pm1");
        await("the source to tell the end")
                .atMost(SOON)
                .until(() -> source.diary().events(Event.MigrationEnded.class).stream()
                        .anyMatch(ended -> ended.server().equals(server)));
        stage.awaitLoads(SOON, load -> load < 0.70);
        stage.awaitQuiet(Duration.ofSeconds(10), SOON);
        System.err.println(source.diary().tail(30));
        stage.own().forEach(s -> System.err.println(s.id() + " " + s.status() + " on " + s.host()));
        assertThat(ordered()).doesNotHaveDuplicates().contains(server);
        assertThat(stage.own())
                .hasSize(15)
                .filteredOn(each -> !each.id().equals(server))
                .allMatch(Server::active);
        assertThat(stage.migrations())
                .filteredOn(each -> each.server().equals(server))
                .hasSize(1);
        assertThat(stage.agents.all()).allMatch(AgentProcess::alive);
    }

    @Test
    void theTokenEnds() {
        try (Relay relay = relay()) {
            var servers = scene();
            stage.agents(through(relay));
            var tokens = relay.tokens();
            assertThat(tokens).hasSizeGreaterThanOrEqualTo(4);
            tokens.forEach(stage.operator::revoke);
            stage.restart("nova-api"); // it believes a token for 5 minutes after it has asked about it
            await("Nova to refuse the old tokens")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> relay.answered(401) >= tokens.size());
            everybodySays("Keystone gave a new token for the old: Nova did not take it");
            heat(servers);
            relievedAndNothingTwice();
        }
    }

    @Test
    void novaFailsForHalfAMinute() {
        try (Relay relay = relay()) {
            var servers = scene();
            slowCopies();
            stage.agents(through(relay));
            heat(servers);
            Migration running = awaitRunning();
            relay.failNova();
            Instant failed = Instant.now();
            await("the agents to notice")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() ->
                            stage.agent("pm1").diary().problems(failed).stream().anyMatch(p -> p.contains("500")));
            await("half a minute")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> Diary.seconds(failed, Instant.now()) >= 30);
            relay.healNova();
            everybodySays("no auctions: Nova answered 500");
            for (AgentProcess agent : stage.agents.all()) awaitSound(agent);
            stage.agent("pm1").awaitNote(Note.Kind.MIGRATED, running.server() + " is on ", Duration.ofSeconds(60));
            relievedAndNothingTwice();
        }
    }

    private Relay relay() {
        return new Relay(CloudUnderTest.access().authUrl(), stage.operator.novaEndpoint());
    }

    private static Map<String, String> through(Relay relay) {
        Map<String, String> options = new TreeMap<>(OPTIONS);
        options.put("openstack.auth_url", relay.authUrl());
        return options;
    }
}
