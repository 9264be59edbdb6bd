package io.drover.auction;

import java.util.List;
import java.util.Optional;

/** The newest order to drain, or to drain no more, known for each host. */
public record Drains(List<Message.Drain> entries) {

    public static final Drains NONE = new Drains(List.of());

    private static final Newest<Message.Drain> NEWEST = new Newest<>(Message.Drain::host, Message.Drain::since);

    public Drains {
        entries = List.copyOf(entries);
    }

    /** By which this host is to be emptied; empty: by none. */
    public Optional<Message.Drain> of(String host) {
        return entries.stream()
                .filter(drain -> drain.draining() && drain.host().equals(host))
                .findFirst();
    }

    public Drains with(Message.Drain heard) {
        return new Drains(NEWEST.of(entries, heard));
    }
}
