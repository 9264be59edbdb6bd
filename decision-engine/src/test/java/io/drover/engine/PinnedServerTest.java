package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Drains;
import io.drover.auction.Message;
import io.drover.auction.Situation.Grounds;
import io.drover.model.Habit;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.ServerUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that Nova pins to a zone is taken by hosts of that zone only, on whatever grounds it leaves. */
class PinnedServerTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Optional<String> HERE = Optional.of("az1");
    private static final Optional<String> THERE = Optional.of("az2");
    private static final Optional<String> NOWHERE = Optional.empty();

    private final LocalSituation situation =
            new LocalSituation(Profile.DEFAULT.settings().on("pm1"));

    private void isIn(Optional<String> zone) {
        situation.at(NOW);
        ServerObservation own = ServerObservation.of("own", 1)
                .load(0.5)
                .memoryMib(256)
                .dirtyRate(1)
                .resources(Resources.of(1, 256, 1))
                .zone(zone)
                .build();
        situation.local.observed(new HostObservation(
                        NOW,
                        8,
                        OptionalDouble.of(1),
                        HostUsage.UNKNOWN,
                        Resources.of(8, 4096, 100),
                        Optional.empty(),
                        List.of(own),
                        List.of(),
                        OptionalInt.empty(),
                        Optional.empty())
                .in(zone));
    }

    private static ServerInfo pinned(Optional<String> zone) {
        return new ServerInfo(
                "s", 1, 0.5, 0.5, 256, 1, Resources.of(1, 256, 1), List.of(), ServerUsage.UNKNOWN, Habit.UNKNOWN, zone);
    }

    @ParameterizedTest
    @EnumSource(Grounds.class)
    void aHostOfAnotherZoneDoesNotTakeIt(Grounds grounds) {
        isIn(THERE);
        assertThat(situation.whyNotTake(pinned(HERE), grounds))
                .contains("it is pinned to the availability zone az1, and this host is in az2");
        assertThat(situation.whyNotTake(pinned(THERE), grounds)).isEmpty();
        assertThat(situation.whyNotTake(pinned(NOWHERE), grounds)).isEmpty();
    }

    @Test
    void whereTheOwnZoneIsNotKnownNovaHasTheWord() {
        isIn(NOWHERE);
        assertThat(situation.whyNotTake(pinned(HERE), Grounds.EXPECTED)).isEmpty();
    }

    @Test
    void itsHostSaysSoOfIt() {
        isIn(HERE);
        assertThat(situation.offers("").servers()).extracting(ServerInfo::zone).containsExactly(HERE);
    }

    @Test
    void whatDrainsIsTriedOnEveryHost() {
        isIn(HERE);
        situation.cooldowns.refused("a", "pm2", NOW);
        situation.cooldowns.refused("b", "pm2", NOW);
        assertThat(situation.barred("c", "pm2")).isTrue();
        Message.Drain order = new Message.Drain("pm1", true, false, "", "operator", NOW);
        situation.draining.orders(new Drains(List.of(order)));
        assertThat(situation.barred("c", "pm2")).isFalse();
        assertThat(situation.barred("a", "pm2")).isTrue();
    }
}
