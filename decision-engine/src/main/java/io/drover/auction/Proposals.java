package io.drover.auction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One host's advice that waits for a word, and what became of the newest that does not; oldest first. */
public record Proposals(List<Proposal> entries) {

    public static final Proposals NONE = new Proposals(List.of());

    /** So many wait at most: the oldest makes room. */
    public static final int OPEN_AT_MOST = 16;

    /** So many are remembered that are over. */
    public static final int OVER_AT_MOST = 32;

    public Proposals {
        entries = List.copyOf(entries);
    }

    public Optional<Proposal> of(String id) {
        return first(proposal -> proposal.id().equals(id));
    }

    public Optional<Proposal> first(Predicate<Proposal> which) {
        return entries.stream().filter(which).findFirst();
    }

    /** The same with this one in its place, or as the newest. */
    public Proposals with(Proposal changed) {
        List<Proposal> all = new ArrayList<>(entries);
        int place = all.stream().map(Proposal::id).toList().indexOf(changed.id());
        if (place < 0) all.add(changed);
        else all.set(place, changed);
        bound(all, proposal -> proposal.fate().state().over(), OVER_AT_MOST);
        bound(all, proposal -> !proposal.fate().state().over(), OPEN_AT_MOST);
        return new Proposals(all);
    }

    private static void bound(List<Proposal> all, Predicate<Proposal> which, int atMost) {
        while (all.stream().filter(which).count() > atMost) {
            all.remove(all.stream().filter(which).findFirst().orElseThrow());
        }
    }
}
