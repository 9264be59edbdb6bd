package io.drover.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.engine.AuctionEngine;
import io.drover.engine.Engine;
import io.drover.model.HostInfo;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Conditions;
import io.drover.scenario.Demand;
import io.drover.scenario.Faults;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import io.drover.scenario.Testbed;
import io.drover.scenario.Workload;
import io.drover.simulation.MessageSize;
import io.drover.simulation.Result;
import io.drover.simulation.Simulation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    /** An engine whose events and decisions a witness hears. */
    private static final class Watched implements Engine {

        private final Engine engine;
        private final Witness witness;

        Watched(Settings settings, SplittableRandom random, List<Witness> witnesses) {
            engine = new AuctionEngine(settings, random);
            witness = new Witness(settings.host(), AT);
            witnesses.add(witness);
        }

        @Override
        public List<Effect> on(Event event) {
            witness.hears(event);
            List<Effect> effects = engine.on(event);
            effects.forEach(witness::decides);
            return effects;
        }

        @Override
        public HostInfo self(Instant now) {
            return engine.self(now);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StrategyName.class,
            names = {"PUSH", "PULL", "HYBRID"})
    void nothingSpeaksAgainstSimulatedFleetsWithFaults(StrategyName strategy) {
        Workload usual = Workload.DEFAULT;
        long messages = 0;
        for (long seed = 1; seed <= 5; seed++) {
            Workload workload = Workload.builder()
                    .hosts(6)
                    .servers(usual.servers())
                    .strategy(strategy)
                    .load(usual.load())
                    .pattern(usual.pattern())
                    .variableThreshold(usual.variableThreshold())
                    .hypervisor(usual.hypervisor())
                    .profile(usual.profile())
                    .thresholds(usual.thresholds())
                    .duration(Duration.ofHours(2))
                    .seed(seed)
                    .faults(Faults.parse("loss=0.02,duplicate=0.02,crash=0.02,nova-error=0.1"))
                    .build();
            List<Witness> witnesses = new ArrayList<>();
            Simulation.run(
                    workload.scenario(),
                    (settings, random) -> new Watched(settings, random, witnesses),
                    MessageSize.ESTIMATE);
            Testimonies.join(witnesses);
            assertThat(witnesses)
                    .allSatisfy(witness ->
                            assertThat(witness.findings).as(witness.host).isEmpty());
            messages +=
                    witnesses.stream().mapToLong(witness -> witness.messages).sum();
        }
        assertThat(messages).isGreaterThan(1000);
    }

    @Test
    void whatIsBidInExchangeIsABid() {
        Settings settings = Testbed.settings(Profile.DEFAULT, StrategyName.PUSH, Thresholds.DEFAULT, false);
        Scenario coarse = Scenario.with(settings)
                .conditions(Conditions.TESTBED.smooth())
                .lasting(Duration.ofMinutes(5))
                .host(HostSpec.of("pm1", 1, 4096, 100))
                .host(HostSpec.of("pm2", 1, 4096, 100))
                .server(ServerSpec.of("s1", "pm1", 1, 256, Demand.constant(0.45)))
                .server(ServerSpec.of("s2", "pm1", 1, 256, Demand.constant(0.32)))
                .server(ServerSpec.of("s3", "pm2", 1, 256, Demand.constant(0.3)))
                .server(ServerSpec.of("s4", "pm2", 1, 256, Demand.constant(0.16)))
                .build();
        List<Witness> witnesses = new ArrayList<>();
        Result result =
                Simulation.run(coarse, (own, random) -> new Watched(own, random, witnesses), MessageSize.ESTIMATE);
        assertThat(result.summary().placements()).containsEntry("s2", "pm2").containsEntry("s4", "pm1");
        Testimonies.join(witnesses);
        assertThat(witnesses).allSatisfy(witness -> assertThat(witness.findings).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"default-pm4", "thesis-pm3", "advise-pm1", "thesis-pm2"})
    void nothingSpeaksAgainstTheJournalsOfBefore(String journal) throws IOException {
        Path file = directory.resolve(journal + ".jsonl");
        try (InputStream packed =
                new GZIPInputStream(WitnessTest.class.getResourceAsStream("/journal/" + journal + ".jsonl.gz"))) {
            Files.copy(packed, file);
        }
        List<Witness> witnesses = Testimonies.of(RecordedRun.of(List.of(file), warning -> {}));
        assertThat(witnesses).hasSize(1);
        assertThat(witnesses.get(0).messages).isPositive();
        assertThat(witnesses.get(0).findings).isEmpty();
    }

    private static final MigrationOrder ORDER = new MigrationOrder("a/1/1", "s1", "a", "b", AT.plusSeconds(30), 1, 0.1);

    private static Effect says(String id, String to, Message message) {
        return new Effect.Send(new Envelope(id, "a", Address.host(to), "a/1/1", AT, message), Duration.ofSeconds(10));
    }

    private static Event hears(String id, String from, Message message) {
        return new Event.Heard(AT, new Envelope(id, from, Address.host("a"), "a/1/1", AT, message));
    }

    private static List<String> sentences(Witness witness) {
        return witness.findings.stream().map(Witness.Finding::sentence).toList();
    }

    @Test
    void anOrderNeedsTheOtherEndsWord() {
        Witness witness = new Witness("a", AT);
        witness.decides(new Effect.Migrate(ORDER));
        assertThat(sentences(witness)).containsExactly("a orders s1 to b, which has not agreed");
        Witness agreed = new Witness("a", AT);
        agreed.hears(hears("1", "b", new Message.WinningBidAcknowledgement("s1", true, false, "")));
        agreed.decides(new Effect.Migrate(ORDER));
        assertThat(sentences(agreed)).isEmpty();
        agreed.decides(says("2", "b", new Message.ResourceRelease("the auction is over")));
        agreed.decides(new Effect.Migrate(ORDER));
        assertThat(sentences(agreed))
                .containsExactly(
                        "a releases the host that it ordered a server to",
                        "a orders a second migration in one auction",
                        "a orders s1, which it is moving already");
    }

    @Test
    void nobodyIsAwardedWhatItHasNotBidFor() {
        Witness witness = new Witness("a", AT);
        witness.decides(says("1", "b", new Message.WinningBidAnnouncement("s1", "b")));
        witness.decides(says("2", "b", new Message.StealAttempt("s1", "b", null, null)));
        witness.decides(says("3", "b", new Message.MigrationAcknowledgement("s1", "b", true, "", 1)));
        assertThat(sentences(witness))
                .containsExactly(
                        "a awards s1 to b, which has not bid for it",
                        "a wants s1 of b, which has not offered it",
                        "a tells an outcome of s1 that Nova has not told");
    }

    @Test
    void bothEndsTellWhatNovaTold() {
        Witness source = new Witness("a", AT);
        source.hears(new Event.Resumed(AT, ORDER));
        source.hears(new Event.MigrationEnded(AT.plusSeconds(1), "a/1/1", "s1", new Outcome.Done(1)));
        Witness destination = new Witness("b", AT);
        destination.decides(Effect.say("a/1/1", io.drover.auction.Note.Kind.FAILED, "s1 does not come from a"));
        source.decides(says("a/1/3", "b", new Message.MigrationAcknowledgement("s1", "b", true, "", 1)));
        destination.hears(new Event.Heard(
                AT,
                new Envelope("a/1/2", "a", Address.host("b"), "a/1/1", AT, new Message.ResourceRelease("never said"))));
        Testimonies.join(List.of(source, destination));
        assertThat(sentences(source)).isEmpty();
        assertThat(sentences(destination))
                .containsExactly(
                        "b hears ResourceRelease of a, whose journal does not have it",
                        "b says that its server does not come, Nova told the source otherwise");
    }

    /** Its clock was an hour ahead in an earlier run, so times would not tell whose message that is. */
    @ParameterizedTest
    @CsvSource({"b/r2/4, true", "b/r2/6, false", "b/r3/1, false", "nonsense, false"})
    void whatARunSaidBeforeItsLastWordIsInItsJournal(String id, boolean missed) {
        Message message = new Message.ResourceRelease("another host won");
        Witness ahead = new Witness("b", AT);
        ahead.hears(new Event.Noticed(AT.plusSeconds(3600), "the clock is an hour ahead"));
        Witness killed = new Witness("b", AT);
        killed.decides(new Effect.Send(
                new Envelope("b/r2/5", "b", Address.host("a"), "b/r2/1", AT, message), Duration.ofSeconds(10)));
        Witness peer = new Witness("a", AT);
        peer.hears(new Event.Heard(AT, new Envelope(id, "b", Address.host("a"), "b/r2/1", AT.plusSeconds(9), message)));
        Testimonies.join(List.of(ahead, killed, peer));
        assertThat(sentences(peer))
                .hasSize(missed ? 1 : 0)
                .allMatch(sentence -> sentence.endsWith("whose journal does not have it"));
    }
}
