package io.drover.strategy;

import io.drover.auction.Situation;
import io.drover.model.HostInfo;
import io.drover.model.Mode;
import java.util.Optional;

/** Who may deal with whom: a host that does not enforce neither gives nor receives, but advises one that advises. */
final class Modes {

    private Modes() {}

    static Optional<Situation.Refusal> refusal(HostInfo auctioneer, Situation here) {
        Mode own = here.settings().mode();
        boolean advice = auctioneer.standing().mode() == Mode.ADVISE;
        if (own == Mode.ENFORCE || (own == Mode.ADVISE && advice)) return Optional.empty();
        return Optional.of(new Situation.Refusal(false, "mode " + own.name().toLowerCase(java.util.Locale.ROOT)));
    }
}
