package io.drover.strategy;

import io.drover.auction.Situation;
import io.drover.model.HostInfo;
import io.drover.model.Mode;
import java.util.Optional;

/**
 * Who may deal with whom. A host that does not enforce neither gives nor receives, but for what an operator has
 * approved where it proposes; and it answers those whose auctions move nothing, as far as it could keep its word.
 */
final class ModeCompatibility {

    private ModeCompatibility() {}

    static Optional<Situation.Refusal> refusal(HostInfo auctioneer, Situation here) {
        Mode own = here.settings().mode();
        if (own.compareTo(needed(auctioneer)) >= 0) return Optional.empty();
        return Optional.of(new Situation.Refusal(false, "mode " + own.word()));
    }

    /** Why the server may not move in this auction, as far as its mode goes. */
    static Optional<String> whyNot(HostInfo auctioneer, String server, Situation here) {
        Mode mode = here.mode(server);
        return mode.compareTo(needed(auctioneer)) >= 0 ? Optional.empty() : Optional.of("its mode is " + mode.word());
    }

    private static Mode needed(HostInfo auctioneer) {
        Mode mode = auctioneer.standing().mode();
        if (auctioneer.standing().approved()) return Mode.PROPOSE;
        return mode.compareTo(Mode.ADVISE) < 0 ? Mode.ENFORCE : mode;
    }

    /** Whether the auction's outcome is only said: nobody has to keep anything free for it. */
    static boolean onlySaid(HostInfo auctioneer) {
        Mode mode = auctioneer.standing().mode();
        return (mode == Mode.ADVISE || mode == Mode.PROPOSE)
                && !auctioneer.standing().approved();
    }
}
