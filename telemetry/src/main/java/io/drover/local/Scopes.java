package io.drover.local;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guests by the cgroups (version 2) that libvirt gives them: {@code machine.slice/machine-qemu\x2d7\x2dNAME.scope} where
 * systemd makes them, {@code machine/qemu-7-NAME.libvirt-qemu} else. A group counts for its children, too.
 */
final class Scopes {

    private static final String[] PARENTS = {"machine.slice", "machine"};
    private static final Pattern SYSTEMD = Pattern.compile("machine-qemu\\\\x2d(\\d+)\\\\x2d(.+)\\.scope");
    private static final Pattern PLAIN = Pattern.compile("qemu-(\\d+)-(.+)\\.libvirt-qemu");
    private static final Pattern ESCAPED = Pattern.compile("\\\\x([0-9a-f]{2})");
    private static final Pattern USAGE = Pattern.compile("^usage_usec (\\d{1,18})$", Pattern.MULTILINE);
    private static final Pattern SOME = Pattern.compile("^some .*\\btotal=(\\d{1,18})", Pattern.MULTILINE);
    private static final Pattern BYTES = Pattern.compile("^(\\d{1,18})\\s*$");
    private static final long MIB = 1024 * 1024;

    private final Tree cgroups;

    Scopes(Tree cgroups) {
        this.cgroups = cgroups;
    }

    /** By the guests' names in libvirt, which are Nova's instance names. One that ends meanwhile is not there. */
    SortedMap<String, GuestCounters> read() {
        SortedMap<String, GuestCounters> guests = new TreeMap<>();
        for (String parent : PARENTS) {
            for (String directory : cgroups.names(parent)) {
                guest(directory)
                        .ifPresent(name ->
                                counters(parent + "/" + directory).ifPresent(counters -> guests.put(name, counters)));
            }
        }
        return guests;
    }

    /** Whose there are. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        for (String parent : PARENTS) {
            for (String directory : cgroups.names(parent)) guest(directory).ifPresent(names::add);
        }
        return names;
    }

    /** The guest's name; empty: the directory is no guest's. */
    static Optional<String> guest(String directory) {
        Matcher systemd = SYSTEMD.matcher(directory);
        if (systemd.matches()) return Optional.of(unescaped(systemd.group(2)));
        Matcher plain = PLAIN.matcher(directory);
        return plain.matches() ? Optional.of(plain.group(2)) : Optional.empty();
    }

    private static String unescaped(String name) {
        return ESCAPED.matcher(name)
                .replaceAll(
                        hex -> Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(hex.group(1), 16))));
    }

    private Optional<GuestCounters> counters(String scope) {
        Optional<Long> used = number(scope + "/cpu.stat", USAGE);
        if (used.isEmpty()) return Optional.empty();
        Double waited = number(scope + "/cpu.pressure", SOME)
                .map(micros -> micros / 1e6)
                .orElse(null);
        Long memory = number(scope + "/memory.current", BYTES)
                .map(bytes -> bytes / MIB)
                .orElse(null);
        return Optional.of(new GuestCounters(scope, used.get() / 1e6, waited, memory));
    }

    private Optional<Long> number(String file, Pattern pattern) {
        return cgroups.text(file).map(pattern::matcher).filter(Matcher::find).map(m -> Long.valueOf(m.group(1)));
    }

    /** For people. */
    @Override
    public String toString() {
        return cgroups.toString();
    }
}
