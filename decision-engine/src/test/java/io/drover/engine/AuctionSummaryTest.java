package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Bid;
import io.drover.auction.AuctionSummary.Verdict;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Report;
import io.drover.simulation.MessageSize;
import io.drover.simulation.Simulation;
import io.drover.transcript.StoryWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an auctioneer tells the measurement point of the auctions of the published figures. */
class AuctionSummaryTest {

    private static final Path STORIES = Path.of("src/test/resources/transcripts");
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private static final String ONE_HOT_OF_FOUR = """
            strategy push
            thresholds 0.7 0.3
            seconds 400
            host PM1 1
            host PM2 1
            host PM3 1
            host PM4 1
            server vm1 PM1 0.2
            server vm2 PM1 0.3
            server vm3 PM1 0.05 100 0.4
            server vm4 PM2 0.2
            server vm5 PM3 0.3
            server vm6 PM4 0.65
            """;

    private final SortedMap<String, Engine> engines = new TreeMap<>();

    private void tell(String story) throws IOException {
        String text = Files.readString(STORIES.resolve(story));
        play(text.substring(0, text.indexOf("----\n")));
    }

    private void play(String world) {
        Simulation.run(
                StoryWorld.read(world),
                (settings, random) -> {
                    Engine engine = new AuctionEngine(settings, random);
                    engines.put(settings.host(), engine);
                    return engine;
                },
                MessageSize.ESTIMATE,
                line -> {});
    }

    private Report ask(String host, Instant since) {
        Envelope question = new Envelope("mp/1", "mp", Address.FLEET, "", LATER, new Message.MeasurementRequest(since));
        List<Effect> effects = engines.get(host).on(new Event.Heard(LATER, question));
        Effect.Send answer = (Effect.Send) effects.get(effects.size() - 1);
        return ((Message.MeasurementReply) answer.envelope().message()).report();
    }

    private List<AuctionSummary> auctions() {
        return engines.keySet().stream()
                .flatMap(host -> ask(host, Instant.EPOCH).auctions().stream())
                .toList();
    }

    private AuctionSummary auction(String ending) {
        return auctions().stream()
                .filter(auction -> auction.ending().equals(ending))
                .min(Comparator.comparing(AuctionSummary::openedAt))
                .orElseThrow(() -> new AssertionError(auctions().toString()));
    }

    @Test
    void aPushThatSucceedsTellsWhoWonAndWhyTheOthersDidNot() {
        play(ONE_HOT_OF_FOUR);
        AuctionSummary auction = auction("moved");
        assertThat(auction.strategy()).isEqualTo("push");
        assertThat(auction.load())
                .as("an agent that has seen little goes by the present load")
                .isBetween(0.7, 1.2);
        assertThat(auction.endedAt()).isAfter(auction.openedAt());
        assertThat(auction.source()).isEqualTo(auction.auctioneer());
        assertThat(auction.entropyAfter()).isGreaterThan(auction.entropyBefore());
        assertThat(auction.bids()).extracting(Bid::host).isSorted().hasSize(engines.size() - 1);
        Bid won = bid(auction, auction.destination());
        assertThat(won.verdict()).isEqualTo(Verdict.WON);
        assertThat(won.server()).isEqualTo(auction.server());
        assertThat(won.why()).startsWith("the best: system performance ");
        assertThat(bid(auction, "PM3").verdict()).isEqualTo(Verdict.LOST);
        assertThat(bid(auction, "PM3").entropyAfter()).isLessThan(won.entropyAfter());
        assertThat(bid(auction, "PM3").why()).matches("predicted 0\\.\\d+, the best 0\\.\\d+");
        assertThat(bid(auction, "PM4").verdict()).isEqualTo(Verdict.DECLINED);
        assertThat(bid(auction, "PM4").why()).matches("PM4 would be at [01]\\.\\d+, its push threshold is 0\\.7");
    }

    @Test
    void aPushThatFailsTellsWhyNobodyTookAnything() throws IOException {
        tell("figure-3-2b-push-fails.txt");
        assertThat(auctions()).isNotEmpty().allSatisfy(auction -> {
            assertThat(auction.ending()).isIn("nobody", "failed", "busy");
            assertThat(auction.reason()).isNotBlank();
            assertThat(auction.bids()).noneMatch(bid -> bid.verdict() == Verdict.WON);
            assertThat(auction.bids()).allSatisfy(bid -> assertThat(bid.why()).isNotBlank());
        });
    }

    @Test
    void aPullThatSucceedsTellsWhoseServerItTook() throws IOException {
        tell("figure-3-3a-pull-succeeds.txt");
        AuctionSummary auction = auction("moved");
        assertThat(auction.strategy()).isEqualTo("pull");
        assertThat(auction.destination()).isEqualTo(auction.auctioneer());
        assertThat(bid(auction, auction.source()).verdict()).isEqualTo(Verdict.WON);
    }

    @Test
    void onlyWhatEndedAfterTheQuestionsTimeIsToldAgain() throws IOException {
        tell("figure-3-2a-push-succeeds.txt");
        String host = auction("moved").auctioneer();
        Instant endedAt = auction("moved").endedAt();
        assertThat(ask(host, endedAt).auctions())
                .extracting(AuctionSummary::auction)
                .doesNotContain(auction("moved").auction());
        Report report = ask(host, Instant.EPOCH);
        assertThat(report.auctions()).hasSizeLessThanOrEqualTo(8);
        assertThat(report.lastDecision().text()).isNotBlank();
        assertThat(report.startedAt()).isBefore(endedAt);
    }

    private static Bid bid(AuctionSummary auction, String host) {
        return auction.bids().stream()
                .filter(bid -> bid.host().equals(host))
                .findFirst()
                .orElseThrow();
    }
}
