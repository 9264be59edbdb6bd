package io.drover.telemetry;

import io.drover.local.Virsh;
import io.drover.openstack.Server;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dirty rates that this host's libvirt calculates (libvirt 7.2, QEMU 5.2 and newer). A calculation is begun in one
 * round and read in a later one, a few per round, each server's once a minute: it samples the guest's pages for a
 * second. Where libvirt does not answer, nothing is known and the other ways to a rate remain.
 */
final class LibvirtDirtyRates implements DirtyRateSource {

    static final Duration EVERY = Duration.ofSeconds(60);
    static final Duration SAMPLED = Duration.ofSeconds(1);
    static final Duration PAUSE = Duration.ofMinutes(5);
    static final int BEGUN_PER_ROUND = 8;

    private static final Logger LOG = LoggerFactory.getLogger(LibvirtDirtyRates.class);
    private static final String MEASURED = "2";
    private static final double MB_PER_MIB = 1.048576;
    private static final Pattern STATUS = Pattern.compile("dirtyrate\\.calc_status=(\\d+)");
    private static final Pattern RATE = Pattern.compile("dirtyrate\\.megabytes_per_second=(\\d{1,9})");

    private final Virsh virsh;
    private final Map<String, Instant> begun = new LinkedHashMap<>();
    private final Map<String, Reading> known = new TreeMap<>();
    private Term pause = Term.NONE;

    LibvirtDirtyRates(Virsh virsh) {
        this.virsh = virsh;
    }

    @Override
    public Map<String, Reading> of(List<Server> servers, Instant now) {
        Set<String> here =
                servers.stream().filter(Server::active).map(Server::id).collect(Collectors.toSet());
        begun.keySet().retainAll(here);
        begun.values().removeIf(now::isBefore); // the clock stepped back
        known.keySet().retainAll(here);
        if (pause.lasts(now)) return known;
        try {
            readBegun(now);
            beginDue(here, now);
        } catch (IOException e) {
            LOG.warn("libvirt tells no dirty rates: {}; asked again in {} s", e.getMessage(), PAUSE.toSeconds());
            pause = Term.of(now, PAUSE);
        }
        return known;
    }

    private void readBegun(Instant now) throws IOException {
        for (Map.Entry<String, Instant> each : begun.entrySet()) {
            String server = each.getKey();
            Instant since = each.getValue();
            boolean read = known.containsKey(server) && !known.get(server).at().isBefore(since);
            if (read || now.isBefore(since.plus(SAMPLED))) continue;
            OptionalDouble rate = rate(virsh.run("domstats", "--dirtyrate", server));
            if (rate.isPresent()) known.put(server, new Reading(rate.getAsDouble(), since));
        }
    }

    /** Whose turn is longest past goes first: it was put in longest ago, or never. */
    private void beginDue(Set<String> here, Instant now) throws IOException {
        List<String> due = here.stream()
                .filter(server -> !begun.containsKey(server)
                        || !now.isBefore(begun.get(server).plus(EVERY)))
                .sorted(java.util.Comparator.<String, Instant>comparing(s -> begun.getOrDefault(s, Instant.MIN))
                        .thenComparing(java.util.Comparator.naturalOrder()))
                .limit(BEGUN_PER_ROUND)
                .toList();
        for (String server : due) {
            virsh.run("domdirtyrate-calc", server, "--seconds", Long.toString(SAMPLED.toSeconds()));
            begun.put(server, now);
        }
    }

    /** MB/s; empty: not measured yet. libvirt's megabytes are MiB. */
    static OptionalDouble rate(String domstats) {
        Matcher status = STATUS.matcher(domstats);
        Matcher rate = RATE.matcher(domstats);
        if (!status.find() || !status.group(1).equals(MEASURED) || !rate.find()) return OptionalDouble.empty();
        return OptionalDouble.of(Long.parseLong(rate.group(1)) * MB_PER_MIB);
    }
}
