package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Pauses;
import io.drover.auction.Proposals;
import io.drover.engine.AuctionEngine;
import io.drover.engine.Engine;
import io.drover.model.HostInfo;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Incident;
import io.drover.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet that starts at once, or comes back at once to a broker that was away. */
class OutageTest {

    private static final int DELIVERIES_EACH = 30;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);
    private static final Duration AWAY = Duration.ofSeconds(60);

    private final List<Watched> agents = new ArrayList<>();
    private List<String> names;

    /** An agent that is asked at given times what it knows. */
    private static final class Watched implements Engine {

        private final AuctionEngine engine;
        private final List<String> known;
        private final List<Instant> deliveries = new ArrayList<>();

        Watched(AuctionEngine engine, List<String> known) {
            this.engine = engine;
            this.known = known;
        }

        @Override
        public List<Effect> on(Event event) {
            if (event instanceof Event.Heard) deliveries.add(event.at());
            return engine.on(
                    event instanceof Event.Started start
                            ? new Event.Started(start.at(), Pauses.NONE, Drains.NONE, Proposals.NONE, known)
                            : event);
        }

        @Override
        public HostInfo self(Instant now) {
            return engine.self(now);
        }

        long deliveries(Duration from, Duration until) {
            return deliveries.stream()
                    .map(at -> Duration.between(VirtualClock.START, at))
                    .filter(at -> at.compareTo(from) >= 0 && at.compareTo(until) < 0)
                    .count();
        }
    }

    private Engine agent(Settings settings, SplittableRandom random) {
        Watched watched = new Watched(new AuctionEngine(settings, random), names);
        agents.add(watched);
        return watched;
    }

    private void run(int hosts, Duration lasting, Incident... incidents) {
        names = IntStream.rangeClosed(1, hosts).mapToObj(i -> "h" + i).toList();
        Scenario.Builder fleet =
                Fleets.of(hosts, Fleets.settings(StrategyName.HYBRID)).lasting(lasting);
        for (int i = 1; i <= hosts; i++) {
            fleet.server(Fleets.server("a" + i, "h" + i, 0.9)).server(Fleets.server("b" + i, "h" + i, 0.9));
        }
        for (Incident incident : incidents) fleet.incident(incident);
        assertThat(Simulation.run(fleet.build(), this::agent).violations()).isEmpty();
    }

    private long deliveries(Duration from, Duration until) {
        return agents.stream().mapToLong(agent -> agent.deliveries(from, until)).sum();
    }

    private static Duration spread(int hosts) {
        return Duration.ofMillis(1000L * hosts / 50);
    }

    private void everybodyIsKnown(int hosts) {
        assertThat(agents).allMatch(agent -> agent.engine.peers().size() == hosts - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100, 1000})
    void aFleetStartsAtOnce(int hosts) {
        Duration whole = Duration.ofSeconds(10).plus(spread(hosts)).plusSeconds(1);
        run(hosts, whole.plusSeconds(30));
        assertThat(deliveries(Duration.ZERO, whole.plusSeconds(30)))
                .isLessThanOrEqualTo((long) DELIVERIES_EACH * hosts);
        everybodyIsKnown(hosts);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100, 1000})
    void aFleetComesBackToABrokerThatWasAway(int hosts) {
        Duration from = Duration.ofSeconds(130);
        Duration back = from.plus(AWAY);
        Duration whole = back.plus(BACK_WITHIN).plus(spread(hosts)).plusSeconds(1);
        run(hosts, whole.plusSeconds(30), new Incident.Outage(List.of(), from, back));
        assertThat(deliveries(back, whole.plusSeconds(30))).isLessThanOrEqualTo((long) DELIVERIES_EACH * hosts);
        everybodyIsKnown(hosts);
    }

    @Test
    @Tag("long")
    void aLargeFleetComesBack() {
        aFleetComesBackToABrokerThatWasAway(2_500);
    }

    /** Nine of ten were away when the operator spoke, so few of those that are greeted know the word. */
    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000})
    void aPauseReachesThoseThatWereAway(int hosts) {
        List<String> away = IntStream.rangeClosed(1, hosts)
                .filter(i -> i % 10 != 0)
                .mapToObj(i -> "h" + i)
                .toList();
        Duration from = Duration.ofSeconds(130);
        Duration back = from.plus(AWAY);
        Duration whole = back.plus(BACK_WITHIN).plus(spread(hosts)).plusSeconds(1);
        run(
                hosts,
                whole,
                new Incident.Outage(away, from, back),
                new Incident.Announcement(from.plusSeconds(30), true, ""));
        Instant end = VirtualClock.START.plus(whole);
        assertThat(agents).allMatch(agent -> agent.self(end).standing().paused());
        assertThat(deliveries(back, whole)).isLessThanOrEqualTo((long) DELIVERIES_EACH * hosts);
    }
}
