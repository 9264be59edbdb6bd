package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Situation.Grounds;
import io.drover.model.Habit;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerUsage;
import io.drover.model.Settings;
import io.drover.model.Thresholds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A host that accepts several servers before a sample shows any of them does not become hot by them. */
class AcceptedArrivalsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final int OFFERS = 16;
    private static final int FLEETS = 400;

    private final SplittableRandom random = new SplittableRandom(1);

    private static LocalSituation situation(Profile profile, int cpus, double load) {
        Settings settings = profile.settings().on("pm1");
        LocalSituation situation = new LocalSituation(settings);
        for (int sample = 0; sample < 6; sample++) {
            Instant at = NOW.plusSeconds(10L * sample);
            situation.at(at);
            situation.local.observed(new HostObservation(
                    at,
                    cpus,
                    OptionalDouble.of(load * cpus),
                    HostUsage.UNKNOWN,
                    Resources.of(1024, 1 << 20, 1 << 20),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    OptionalInt.empty(),
                    Optional.empty()));
        }
        return situation;
    }

    /** It does now what it has always done, or much more. */
    private ServerInfo server(int number) {
        double load = random.nextDouble(0.05, 2);
        double usual = random.nextBoolean() ? load : load * random.nextDouble();
        double deviation = random.nextDouble(0.3) * usual;
        return new ServerInfo(
                "s" + number,
                4,
                load,
                load,
                256,
                1,
                Resources.of(4, 256, 1),
                List.of(),
                ServerUsage.UNKNOWN,
                new Habit(usual, deviation * deviation, 700),
                Optional.empty());
    }

    /** What it takes of those that are offered one after the other. */
    private List<ServerInfo> accepted(LocalSituation situation) {
        List<ServerInfo> accepted = new ArrayList<>();
        for (int offer = 0; offer < OFFERS; offer++) {
            ServerInfo server = server(offer);
            if (situation.whyNotTake(server, Grounds.EXPECTED).isPresent()) continue;
            situation.local.promise("pm2/" + offer, server, server.load());
            accepted.add(server);
        }
        return accepted;
    }

    /** Where they come to as much more than was measured as the deviation of their sum is. */
    private static double atMost(double load, int cpus, List<ServerInfo> accepted) {
        double sum = 0;
        double variance = 0;
        for (ServerInfo server : accepted) {
            sum += server.load();
            variance += server.cpu().variance() + 0.01 * server.load() * server.load();
        }
        return load + (sum + StrictMath.sqrt(variance)) / cpus;
    }

    @Test
    void noHostIsAtItsThresholdByWhatItHasAccepted() {
        int several = 0;
        for (int fleet = 0; fleet < FLEETS; fleet++) {
            int cpus = 1 << random.nextInt(1, 7);
            double load = random.nextDouble(0.65);
            List<ServerInfo> accepted = accepted(situation(Profile.DEFAULT, cpus, load));
            if (accepted.size() < 2) continue;
            several++;
            assertThat(atMost(load, cpus, accepted))
                    .as("%s CPUs at %s, and %s", cpus, load, accepted)
                    .isLessThan(Thresholds.DEFAULT.push());
        }
        assertThat(several).isGreaterThan(FLEETS / 4);
    }

    @Test
    void theThesisCountsNeitherWhatIsPromisedNorItsDeviation() {
        LocalSituation situation = situation(Profile.THESIS, 8, 0.6);
        assertThat(accepted(situation)).as("each by itself").hasSizeGreaterThan(2);
    }
}
