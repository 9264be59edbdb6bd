package io.drover.strategy;

import io.drover.auction.Message;
import io.drover.auction.Situation;
import io.drover.auction.Situation.Grounds;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import io.drover.model.Settings.StrategyName;
import io.drover.model.StrategySettings;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a cold host may take, of what it was offered, and in which order.
 *
 * @param approval of an operator: the one server that is asked for
 */
record PullChoices(
        String auction,
        Collection<Message.StealBroadcastReply> offers,
        Optional<Approval> approval,
        Situation here,
        Acceptance acceptance) {

    PullChoices(
            String auction, Replies<Message.StealBroadcastReply> replies, Optional<Approval> approval, Situation here) {
        this(
                auction,
                replies.received().values(),
                approval,
                here,
                new Acceptance(here.settings().strategy()));
    }

    /** Whose memory is full comes first, then who is hot; where nothing can be done for the hot, balance decides. */
    Choices ranked() {
        if (relieves()) {
            Choices relief = among(acceptance::fullOfMemory).byWorth(Grounds.MEMORY);
            if (approval.isEmpty() || approved(relief)) return relief;
        }
        if (coolsOthers(here.settings().strategy())) {
            Choices relief = among(host -> Worth.hot(host.load(), host.base())).byWorth(Grounds.EXPECTED);
            if (approval.isEmpty() ? relief.best().isPresent() : approved(relief)) return relief;
        }
        return among(host -> true).byBalance(here.grounds());
    }

    /** Whether the memory of one that has servers to give is full. */
    private boolean relieves() {
        return acceptance.coldByMemory(here.self())
                && offers.stream()
                        .anyMatch(offer -> !offer.servers().isEmpty() && acceptance.fullOfMemory(offer.self()));
    }

    /** A hot host that pushes chooses for itself, and better: among all who would take its servers. */
    private static boolean coolsOthers(StrategySettings strategy) {
        return strategy.name() == StrategyName.PULL && strategy.rules().decidesByOutlook();
    }

    /** Whether what an operator has approved is worth it by these. */
    private boolean approved(Choices choices) {
        return approval.flatMap(given -> choices.of(given.move()))
                .filter(choices::improves)
                .isPresent();
    }

    private Choices.Collector among(Predicate<HostInfo> sources) {
        Choices.Collector collector = new Choices.Collector(auction, here);
        for (Message.StealBroadcastReply offer : offers) {
            int source = collector.host(offer.self(), offer.servers().size(), offer.reason());
            if (source < 0 || offer.servers().isEmpty()) continue;
            Optional<String> whyNone = passedOver(offer.self(), sources);
            whyNone.ifPresent(collector::unfit);
            if (whyNone.isPresent()) continue;
            for (ServerInfo server : offer.servers()) {
                Optional<String> whyNot =
                        acceptance.source(offer.self(), server).or(() -> here.whyNotTake(server));
                if (whyNot.isEmpty()) collector.pair(collector.server(server), source, 0);
                else collector.unfit(whyNot.get());
            }
        }
        return collector;
    }

    /** What an operator has approved is tried all the same. */
    private Optional<String> passedOver(HostInfo victim, Predicate<HostInfo> sources) {
        if (!sources.test(victim)) return Optional.of("others need it more");
        if (approval.isPresent()) return Optional.empty();
        return here.passedOver(victim.host()).or(() -> here.nothingComes(victim));
    }
}
