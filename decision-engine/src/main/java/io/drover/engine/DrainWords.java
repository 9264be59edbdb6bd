package io.drover.engine;

import io.drover.auction.Drains;
import io.drover.auction.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Which orders to drain are kept, whoever says them: by the rules of {@link PauseWords}. */
final class DrainWords {

    /** Orders about so many hosts are kept of which no agent is known here. */
    static final int STRANGE_HOSTS = 32;

    /** And of all so many, for they have to fit into an answer to a newcomer. */
    static final int HOSTS = 256;

    private static final Comparator<Message.Drain> OLDEST_FIRST =
            Comparator.comparing(Message.Drain::since).thenComparing(Message.Drain::host);

    private DrainWords() {}

    /** What an earlier run kept. */
    static Drains kept(Drains drains, Instant now) {
        List<Message.Drain> orders =
                drains.entries().stream().map(drain -> dated(drain, now)).toList();
        return new Drains(orders, drains.guests());
    }

    /**
     * @param known the hosts of which agents are known
     */
    static Drains merged(Drains own, List<Message.Drain> told, Instant now, Predicate<String> known) {
        Drains merged = own;
        for (Message.Drain drain : told) {
            if (drain.since().isAfter(now.plus(PauseWords.CLOCKS_APART))) continue;
            merged = bounded(merged.with(dated(drain, now)), known);
        }
        return merged;
    }

    private static Message.Drain dated(Message.Drain drain, Instant now) {
        return drain.since().isAfter(now.plus(PauseWords.CLOCKS_TOGETHER)) ? drain.at(now) : drain;
    }

    /** The newest of the strange ones stay. */
    private static Drains bounded(Drains drains, Predicate<String> known) {
        List<Message.Drain> strange = drains.entries().stream()
                .filter(drain -> !known.test(drain.host()))
                .sorted(OLDEST_FIRST)
                .toList();
        List<Message.Drain> kept = new ArrayList<>(drains.entries());
        if (strange.size() > STRANGE_HOSTS) kept.removeAll(strange.subList(0, strange.size() - STRANGE_HOSTS));
        if (kept.size() > HOSTS) kept.remove(kept.stream().min(OLDEST_FIRST).orElseThrow());
        return new Drains(kept, drains.guests());
    }
}
