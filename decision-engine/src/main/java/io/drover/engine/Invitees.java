package io.drover.engine;

import io.drover.auction.Address;
import io.drover.model.AuctionScope;
import io.drover.strategy.Invitation;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Whom this host's auctions invite.
 *
 * @param group this host's own
 */
record Invitees(Membership members, AuctionScope scope, String group) {

    /**
     * @param doublings of a sample
     */
    Invitation invite(int doublings, RandomGenerator random) {
        if (scope instanceof AuctionScope.Group) return wholeGroup();
        if (scope instanceof AuctionScope.Auto) return auto(doublings, random);
        if (scope instanceof AuctionScope.Sample sample) {
            long wanted = doubled(sample.size(), doublings);
            if (wanted < members.size()) return some(members.drawn((int) wanted, random));
        }
        return all();
    }

    /** Peers of which nobody knows the group yet count as of the own one, and are not waited for by a call to all of it. */
    private Invitation auto(int doublings, RandomGenerator random) {
        List<String> mates = members.mates(group);
        boolean few = mates.size() < AuctionScope.Auto.FEW;
        if (few && mates.size() == members.size()) return all();
        if (few && !members.ofGroup(group).isEmpty()) return wholeGroup();
        long wanted = Math.min(AuctionScope.Auto.MOST, doubled(AuctionScope.Auto.FIRST, doublings));
        return some(NameTable.drawn(mates, (int) wanted, random));
    }

    private static long doubled(int size, int doublings) {
        return (long) size << Math.min(doublings, 20);
    }

    private Invitation all() {
        return new Invitation(List.of(Address.FLEET), new TreeSet<>(members.live()), true);
    }

    private Invitation wholeGroup() {
        return new Invitation(List.of(new Address.Group(group)), new TreeSet<>(members.ofGroup(group)), true);
    }

    private static Invitation some(SortedSet<String> invited) {
        return new Invitation(invited.stream().map(Address::host).toList(), invited, false);
    }

    /** Whom an auction may invite, as far as is known now: all of them, or those that it draws from. */
    List<String> invitable() {
        if (scope instanceof AuctionScope.Group) return members.ofGroup(group);
        if (!(scope instanceof AuctionScope.Auto)) return members.live();
        List<String> mates = members.mates(group);
        if (mates.size() == members.size() || mates.size() >= AuctionScope.Auto.FEW) return mates;
        List<String> own = members.ofGroup(group);
        return own.isEmpty() ? mates : own;
    }
}
