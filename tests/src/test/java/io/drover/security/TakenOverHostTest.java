package io.drover.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.agent.Agent;
import io.drover.model.Standing;
import io.drover.wire.DropReason;
import io.drover.wire.MessageType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** pm4 is taken over. Whatever it says, the agents of the other three hosts go on. */
@Tag("broker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TakenOverHostTest {

    private static final List<String> HONEST = List.of("pm1", "pm2", "pm3");

    @TempDir
    static Path folder;

    private static AttackedFleet fleet;
    private TakenOverHost evil;

    @BeforeAll
    static void start() throws Exception {
        fleet = new AttackedFleet(folder, List.of("pm1", "pm2", "pm3", "pm4"), HONEST, "pm4");
    }

    @AfterAll
    static void stop() {
        if (fleet != null) fleet.close();
    }

    @BeforeEach
    void takeOver() throws Exception {
        evil = new TakenOverHost(
                "pm4",
                fleet.urlOf("pm4"),
                fleet.file("fleet.key"),
                fleet.tempo().clock());
    }

    @AfterEach
    void leave() throws Exception {
        evil.close();
        for (Agent agent : fleet.agents()) {
            assertThat(agent.lost()).isNotDone();
            agent.alive().get(20, TimeUnit.SECONDS);
        }
    }

    private static Standing standing(Agent agent) throws Exception {
        return agent.self().get(20, TimeUnit.SECONDS).standing();
    }

    private static void awaitDropped(DropReason reason, long atLeast) {
        await(reason + " by every agent")
                .atMost(Duration.ofSeconds(60))
                .until(() -> fleet.agents().stream()
                        .allMatch(agent -> agent.traffic().dropped(reason) >= atLeast));
    }

    @Test
    @Order(1)
    void anAuctionWithoutANameLocksNobody() throws Exception {
        evil.hotspot("fleet", "", 1);
        awaitDropped(DropReason.FIELD, 1);
        for (Agent agent : fleet.agents())
            assertThat(standing(agent).lockedBy()).isEmpty();
    }

    @Test
    @Order(2)
    void noWordFromTheFutureCounts() throws Exception {
        evil.pause(true, "", TakenOverHost.LAST_MILLIS);
        evil.says(MessageType.MIGRATION, "fleet", "", "null,null,null,null,null,null");
        awaitDropped(DropReason.FIELD, 2);
        for (Agent agent : fleet.agents()) assertThat(standing(agent).paused()).isFalse();
    }

    @Test
    @Order(3)
    void noMessageEndsAConnection() throws Exception {
        evil.nestedHeader(8_000);
        evil.nestedHeader(40);
        for (int i = 0; i < 3; i++) evil.largeBody(9 << 20);
        awaitDropped(DropReason.SYNTAX, 2);
        fleet.assertNobodyWasCutOff();
    }

    @Test
    @Order(4)
    void aFloodIsCountedAndCostsOnlyTheFlooder() throws Exception {
        for (int i = 0; i < 40; i++) evil.inventedPeers(i, 19_000);
        for (int i = 0; i < 100; i++) evil.hotspot("fleet", "pm4/" + i, 5_000);
        for (int i = 0; i < 3_000; i++) evil.pause(true, "g" + i + "-" + "x".repeat(200), evil.now());
        for (int i = 0; i < 20_200; i++) evil.fromTheFuture(Duration.ofSeconds(100));
        awaitDropped(DropReason.EXCESS, 1_000);
        long began = System.nanoTime();
        fleet.heat(0.9);
        await("the hot host to be relieved")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> fleet.serversOn("pm1") <= 4);
        System.out.printf(
                "taken-over host: pm1 relieved after %d s of its own time%n",
                (long) (AttackedFleet.SPEED
                        * Duration.ofNanos(System.nanoTime() - began).toSeconds()));
        assertThat(fleet.cloud().placements()).hasSize(9);
        fleet.assertNobodyWasCutOff();
    }
}
