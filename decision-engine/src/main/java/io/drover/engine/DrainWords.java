package io.drover.engine;

import io.drover.auction.Drains;
import io.drover.auction.Message;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Which orders to drain are kept. */
final class DrainWords {

    /** Of all so many, for they have to fit into an answer to a newcomer. */
    static final int HOSTS = 256;

    private static final KeptWords<Message.Drain> WORDS =
            new KeptWords<>(Message.Drain::host, Message.Drain::since, Message.Drain::at);

    private DrainWords() {}

    /** What an earlier run kept. */
    static Drains kept(Drains drains, Instant now) {
        return new Drains(WORDS.dated(drains.entries(), now), drains.guests());
    }

    /**
     * @param known the hosts of which agents are known
     */
    static Drains merged(Drains own, List<Message.Drain> told, Instant now, Predicate<String> known) {
        Drains merged = own;
        for (Message.Drain drain : WORDS.believed(told, now)) {
            List<Message.Drain> kept = WORDS.bounded(merged.with(drain).entries(), known);
            if (kept.size() > HOSTS)
                kept.remove(kept.stream().min(WORDS.oldestFirst()).orElseThrow());
            merged = new Drains(kept, own.guests());
        }
        return merged;
    }
}
