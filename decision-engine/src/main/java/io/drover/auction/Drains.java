package io.drover.auction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The newest order to drain, or to drain no more, known for each host.
 *
 * @param guests servers that are here because their homes drained; nobody else is told of them
 */
public record Drains(List<Message.Drain> entries, List<Guest> guests) {

    public static final Drains NONE = new Drains(List.of());

    /** After it a server is at home where it is. */
    private static final Duration RETURNS = Duration.ofHours(1);

    private static final LastWriterWins<Message.Drain> NEWEST =
            new LastWriterWins<>(Message.Drain::host, Message.Drain::since);

    public Drains {
        entries = List.copyOf(entries);
        guests = List.copyOf(guests);
    }

    /** Orders alone. */
    public Drains(List<Message.Drain> entries) {
        this(entries, List.of());
    }

    /**
     * @param home the host that it left
     */
    public record Guest(String server, String home) {}

    /** By which this host is to be emptied; empty: by none. */
    public Optional<Message.Drain> of(String host) {
        return newest(host).filter(Message.Drain::draining);
    }

    private Optional<Message.Drain> newest(String host) {
        return entries.stream().filter(drain -> drain.host().equals(host)).findFirst();
    }

    /** Whether this server may go home to this host now, however lately it came. */
    public boolean returns(String server, String home, Instant now) {
        return guests.contains(new Guest(server, home))
                && newest(home).filter(drain -> back(drain, now)).isPresent();
    }

    private static boolean back(Message.Drain drain, Instant now) {
        return !drain.draining()
                && drain.returning()
                && now.isBefore(drain.since().plus(RETURNS));
    }

    public Drains with(Message.Drain heard) {
        return new Drains(NEWEST.of(entries, heard), guests);
    }

    public Drains with(Guest guest) {
        List<Guest> more = new ArrayList<>(guests);
        more.removeIf(other -> other.server().equals(guest.server()));
        more.add(guest);
        return new Drains(entries, more);
    }

    /** Without the guests that are gone, and those whose homes do not want them back. */
    public Drains keeping(Predicate<String> here, Instant now) {
        List<Guest> kept = guests.stream()
                .filter(guest -> here.test(guest.server()))
                .filter(guest -> newest(guest.home())
                        .filter(drain -> drain.draining() || back(drain, now))
                        .isPresent())
                .toList();
        return kept.size() == guests.size() ? this : new Drains(entries, kept);
    }
}
