package io.drover.strategy;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Message;
import io.drover.auction.Situation;
import io.drover.auction.TimerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whom an auction asks: a snapshot of the live peers at its start.
 *
 * @param addresses where the call goes
 * @param awaited the hosts whose answers it waits for
 * @param everybody the scope has no other live peers
 */
public record Invitation(List<Address> addresses, SortedSet<String> awaited, boolean everybody) {

    /** The same, and this host in any case. */
    public Invitation with(String host) {
        if (awaited.contains(host)) return this;
        List<Address> more = new ArrayList<>(addresses);
        more.add(Address.host(host));
        SortedSet<String> all = new TreeSet<>(awaited);
        all.add(host);
        return new Invitation(more, all, everybody);
    }

    static TimerId replyTimer(String auction) {
        return new TimerId(auction, "reply");
    }

    /** Calls them, and waits for the reply timeout at most. */
    List<Effect> call(String auction, Message call, Situation here) {
        Duration timeout = here.settings().auction().replyTimeout();
        List<Effect> effects = new ArrayList<>();
        for (Address address : addresses) effects.add(here.send(address, auction, call, timeout));
        effects.add(new Effect.SetTimer(replyTimer(auction), timeout));
        return effects;
    }
}
