package io.drover.local;

import io.drover.local.Uptime.Moment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the guests of this machine used between two rounds: from their cgroups, and where one has none from libvirt, by
 * one question for all. Not thread-safe.
 */
public final class LocalGuests {

    /** How long libvirt is left alone when it did not answer. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(LocalGuests.class);

    /** Below, a counter's resolution would show. */
    private static final double SHORTEST = 0.5;

    private final Uptime uptime;
    private final Scopes scopes;
    private final Domains domains;
    private final Map<String, Moment<GuestCounters>> last = new TreeMap<>();
    private final SortedMap<String, GuestRates> rates = new TreeMap<>();
    private SortedSet<String> present = new TreeSet<>();
    private Instant askAgain = Instant.MIN;
    private String from = "nothing";

    public LocalGuests(Tree proc, Tree cgroups, Virsh virsh) {
        this.uptime = new Uptime(proc);
        this.scopes = new Scopes(cgroups);
        this.domains = new Domains(virsh);
    }

    /**
     * The newest rates, of any age, by the guests' names in libvirt; one that is new or was started again is missing until
     * the next round.
     *
     * @param wanted the guests that ought to be here
     * @throws IOException with one sentence: nothing can be read
     */
    public SortedMap<String, GuestRates> next(Collection<String> wanted, Instant now) throws IOException {
        last.keySet().retainAll(wanted);
        rates.keySet().retainAll(wanted);
        Moment<SortedMap<String, GuestCounters>> read = uptime.read(scopes::read);
        from = scopes.toString();
        present = new TreeSet<>(read.counters().keySet());
        take(wanted, read, now);
        if (!present.containsAll(wanted) && !now.isBefore(askAgain)) ask(wanted, now);
        return rates;
    }

    /** For those without a cgroup. Where libvirt knows them no better it is left alone for a while. */
    private void ask(Collection<String> wanted, Instant now) throws IOException {
        SortedMap<String, GuestCounters> told = new TreeMap<>();
        try {
            told.putAll(domains.read());
        } catch (IOException e) {
            LOG.debug("libvirt tells nothing of guests: {}", e.getMessage());
        }
        told.keySet().removeAll(present);
        if (told.isEmpty()) {
            askAgain = now.plus(PAUSE);
            return;
        }
        from = present.isEmpty() ? "libvirt" : from + " and libvirt";
        present.addAll(told.keySet());
        take(wanted, uptime.read(() -> told), now);
    }

    private void take(Collection<String> wanted, Moment<SortedMap<String, GuestCounters>> read, Instant now) {
        Instant at = uptime.at(read, now);
        for (Map.Entry<String, GuestCounters> guest : read.counters().entrySet()) {
            if (!wanted.contains(guest.getKey())) continue;
            take(guest.getKey(), new Moment<>(read.seconds(), guest.getValue()), at);
        }
    }

    private void take(String name, Moment<GuestCounters> now, Instant at) {
        Moment<GuestCounters> before = last.get(name);
        if (before == null
                || now.seconds() < before.seconds()
                || !now.counters().follow(before.counters())) {
            last.put(name, now);
            rates.remove(name);
            return;
        }
        double seconds = now.seconds() - before.seconds();
        if (seconds < SHORTEST) return;
        last.put(name, now);
        rates.put(name, between(before.counters(), now.counters(), seconds, at));
    }

    private static GuestRates between(GuestCounters before, GuestCounters now, double seconds, Instant at) {
        Double steal = before.waited() == null || now.waited() == null
                ? null
                : Double.valueOf(Math.min(1, (now.waited() - before.waited()) / seconds));
        return new GuestRates(at, (now.cpu() - before.cpu()) / seconds, steal, now.memoryMib());
    }

    /** Those that were here in the newest round, wanted or not. */
    public SortedSet<String> present() {
        return present;
    }

    /** Those that have a cgroup now; costs one look into a directory. */
    public SortedSet<String> glance() {
        return scopes.names();
    }

    /** Where the newest round's rates came from, for people. */
    public String source() {
        return from;
    }
}
