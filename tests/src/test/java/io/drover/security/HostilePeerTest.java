package io.drover.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.agent.Agent;
import io.drover.wire.DropReason;
import java.nio.file.Path;
import java.time.Duration;
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

    private AttackedFleet fleet;
    private int rounds;

    @BeforeEach
    void start() throws Exception {
        fleet = new AttackedFleet(folder, HOSTS, HOSTS, "evil");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void theFleetBalancesUnderAttack() throws Exception {
        try (Intruder evil = new Intruder(
                fleet.urlOf("evil"),
                fleet.file("fleet.key"),
                fleet.file("other.key"),
                fleet.tempo().clock())) {
            evil.flood("pm1", FLOOD);
            attackAll(evil);
            assertThat(fleet.serversOn("pm1"))
                    .as("nothing moves before it is hot")
                    .isEqualTo(6);
            fleet.heat(0.9);
            await("the hot host to be relieved under attack")
                    .atMost(Duration.ofSeconds(240))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        attackAll(evil);
                        return fleet.serversOn("pm1") <= 3;
                    });
            assertThat(fleet.cloud().placements())
                    .as("every server is where it should be, once")
                    .hasSize(9);
            for (Agent agent : fleet.agents()) assertThat(agent.lost()).isNotDone();
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

    private boolean allCounted() {
        return fleet.agents().stream()
                .allMatch(agent ->
                        DEFENDED.stream().allMatch(reason -> agent.traffic().dropped(reason) > 0));
    }

    private void report(long sent) {
        Map<String, Long> dropped = new TreeMap<>();
        for (DropReason reason : DropReason.values()) {
            dropped.put(
                    reason.word(),
                    fleet.agents().stream()
                            .mapToLong(agent -> agent.traffic().dropped(reason))
                            .sum());
        }
        System.out.printf(
                "hostile peer: %d messages in %d rounds, dropped by the four agents: %s%n", sent, rounds, dropped);
        System.out.println("servers by host: "
                + HOSTS.stream().map(host -> host + " " + fleet.serversOn(host)).toList());
    }
}
