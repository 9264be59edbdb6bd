package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fleet that has nothing to do, of which some hosts crash, and whose broker is away for a minute. */
class GreatFleetTest {

    private static final Duration TURN_EVERY = Duration.ofSeconds(45);

    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Duration CRASH = Duration.ofMinutes(15);
    private static final Duration RETURN = CRASH.plusSeconds(90);
    private static final Duration OUTAGE = Duration.ofMinutes(21);
    private static final Duration BACK = OUTAGE.plusSeconds(60);

    /** Of hosts, one crashes. */
    private static final int OF = 20;

    private final Map<String, Listening> agents = new TreeMap<>();
    private final long[] minutes = new long[120];
    private List<String> names;

    /** An agent that reads Nova's list when it is its turn, as {@code PeriodicTasks} has it do. */
    private final class Listening implements Engine {

        private final AuctionEngine engine;
        private Instant turn;

        Listening(AuctionEngine engine) {
            this.engine = engine;
        }

        @Override
        public List<Effect> on(Event event) {
            if (event instanceof Event.Heard)
                minutes[(int) sinceStart(event.at()).toMinutes()]++;
            if (event instanceof Event.Started start) {
                turn = start.at().plus(TURN_EVERY);
                return engine.on(new Event.Started(start.at(), Pauses.NONE, Drains.NONE, Proposals.NONE, names));
            }
            List<Effect> effects = engine.on(event);
            if (!(event instanceof Event.Observed) || event.at().isBefore(turn)) return effects;
            turn = event.at().plus(TURN_EVERY);
            if (!engine.readsList(event.at())) return effects;
            List<Effect> all = new ArrayList<>(effects);
            all.addAll(engine.on(new Event.PeersListed(event.at(), names, List.of(), true)));
            return all;
        }

        @Override
        public HostInfo self(Instant now) {
            return engine.self(now);
        }
    }

    /**
     * Deliveries for each host.
     *
     * @param atRest in an hour
     * @param afterCrashes until six minutes after some crashed, where all is well again
     * @param afterOutage until it is whole
     */
    private record Counts(double atRest, double afterCrashes, double afterOutage) {}

    private static Duration sinceStart(Instant at) {
        return Duration.between(VirtualClock.START, at);
    }

    private Engine agent(Settings settings, SplittableRandom random) {
        Listening agent = new Listening(new AuctionEngine(settings, random));
        agents.put(settings.host(), agent);
        return agent;
    }

    private Counts run(int hosts) {
        agents.clear();
        Arrays.fill(minutes, 0);
        names = IntStream.rangeClosed(1, hosts).mapToObj(i -> "h" + i).toList();
        Duration whole = BACK.plusMinutes(1 + (hosts / 50 + 70) / 60);
        Scenario.Builder fleet =
                Fleets.of(hosts, Fleets.settings(StrategyName.HYBRID)).lasting(whole);
        for (int i = 1; i <= hosts; i++) {
            fleet.server(Fleets.server("a" + i, "h" + i, 0.9)).server(Fleets.server("b" + i, "h" + i, 0.9));
            if (i % OF == 0) fleet.incident(new Incident.Crash("h" + i, CRASH, RETURN));
        }
        fleet.incident(new Incident.Outage(List.of(), OUTAGE, BACK));
        assertThat(Simulation.run(fleet.build(), this::agent).violations()).isEmpty();
        return new Counts(
                deliveries(QUIET, CRASH) * 6.0 / hosts,
                deliveries(CRASH, OUTAGE) / (double) hosts,
                deliveries(BACK, whole) / (double) hosts);
    }

    private long deliveries(Duration from, Duration until) {
        long sum = 0;
        for (long minute = from.toMinutes(); minute < until.toMinutes(); minute++) sum += minutes[(int) minute];
        return sum;
    }

    private void everybodyIsKnown(int hosts) {
        assertThat(agents.values())
                .hasSize(hosts)
                .allMatch(agent -> agent.engine.peers().size() == hosts - 1);
    }

    private void grows(int few, int many) {
        Counts before = run(few);
        everybodyIsKnown(few);
        Counts after = run(many);
        everybodyIsKnown(many);
        assertThat(before.atRest()).as("the list is told twice in ten minutes").isCloseTo(12, within(0.5));
        assertThat(before.afterCrashes()).as("those that return greet").isGreaterThan(1.5);
        assertThat(after.atRest()).isLessThan(1.5 * before.atRest());
        assertThat(after.afterCrashes()).isLessThan(1.5 * before.afterCrashes());
        assertThat(after.afterOutage()).isLessThan(1.5 * before.afterOutage());
    }

    @Test
    void aThousandHostsAskNoMoreOfEachOtherThanAHundred() {
        grows(100, 1000);
    }

    @Test
    @Tag("long")
    void norDoThousands() {
        grows(100, 2_500);
    }
}
