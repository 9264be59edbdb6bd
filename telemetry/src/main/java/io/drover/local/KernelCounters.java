package io.drover.local;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a kernel has counted since it started, of its CPUs.
 *
 * @param clock seconds by CPU in which it did anything or nothing, of {@code /proc/stat}: that file's own clock
 * @param busy seconds by CPU in which it ran anything, likewise
 * @param ran seconds by CPU that tasks ran, of {@code /proc/schedstat}; empty: this kernel tells none
 * @param waited seconds by CPU that runnable tasks waited for it, likewise
 * @param stalled seconds in which some task waited, by {@code cpu}, {@code memory}, {@code io}; a missing one is unknown
 */
record KernelCounters(
        SortedMap<Integer, Double> clock,
        SortedMap<Integer, Double> busy,
        SortedMap<Integer, Double> ran,
        SortedMap<Integer, Double> waited,
        SortedMap<String, Double> stalled) {

    static final String CPU = "cpu";
    static final String MEMORY = "memory";
    static final String IO = "io";

    private static final int IDLE = 5;
    private static final int IOWAIT = 6;
    private static final int STEAL = 9;

    /** Of all ABIs that run a hypervisor; user space is never shown another. */
    private static final double USER_HZ = 100;

    private static final Pattern STAT = Pattern.compile(
            "^cpu(\\d{1,6}) +(\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18})",
            Pattern.MULTILINE);
    private static final Pattern VERSION = Pattern.compile("^version (15|16|17)\\s");
    private static final Pattern SCHEDSTAT =
            Pattern.compile("^cpu(\\d{1,6})(?: \\d+){6} (\\d{1,19}) (\\d{1,19}) \\d+\\s*$", Pattern.MULTILINE);
    private static final Pattern SOME = Pattern.compile("^some .*\\btotal=(\\d{1,18})", Pattern.MULTILINE);

    /**
     * @throws IOException with one sentence: there is no {@code stat}
     */
    static KernelCounters read(Tree proc) throws IOException {
        String stat = proc.text("stat").orElseThrow(() -> new IOException(proc + "/stat cannot be read"));
        KernelCounters counters =
                new KernelCounters(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        counters.addStat(STAT.matcher(stat));
        if (counters.busy.isEmpty()) throw new IOException(proc + "/stat tells no CPU");
        proc.text("schedstat")
                .filter(text -> VERSION.matcher(text).find())
                .ifPresent(text -> counters.addSchedstat(SCHEDSTAT.matcher(text)));
        for (String what : new String[] {CPU, MEMORY, IO}) {
            Optional<String> pressure = proc.text("pressure/" + what);
            pressure.flatMap(KernelCounters::some).ifPresent(seconds -> counters.stalled.put(what, seconds));
        }
        return counters;
    }

    private void addStat(Matcher line) {
        while (line.find()) {
            Integer cpu = Integer.valueOf(line.group(1));
            double idle = ticks(line, IDLE) + ticks(line, IOWAIT);
            double ran = ticks(line, 2) + ticks(line, 3) + ticks(line, 4) + ticks(line, 7) + ticks(line, 8);
            busy.put(cpu, ran);
            clock.put(cpu, ran + idle + ticks(line, STEAL));
        }
    }

    private static double ticks(Matcher line, int group) {
        return Long.parseLong(line.group(group)) / USER_HZ;
    }

    private void addSchedstat(Matcher line) {
        while (line.find()) {
            Integer cpu = Integer.valueOf(line.group(1));
            ran.put(cpu, Double.parseDouble(line.group(2)) / 1e9);
            waited.put(cpu, Double.parseDouble(line.group(3)) / 1e9);
        }
    }

    private static Optional<Double> some(String pressure) {
        Matcher some = SOME.matcher(pressure);
        return some.find() ? Optional.of(Long.parseLong(some.group(1)) / 1e6) : Optional.empty();
    }

    /** Whether these may follow those: the same CPUs, nothing counted backwards. */
    boolean follow(KernelCounters before) {
        return busy.keySet().equals(before.busy.keySet())
                && ran.keySet().equals(before.ran.keySet())
                && grown(before.busy, busy)
                && grown(before.ran, ran)
                && grown(before.waited, waited)
                && grown(before.stalled, stalled);
    }

    private static <K> boolean grown(Map<K, Double> before, Map<K, Double> now) {
        return before.entrySet().stream()
                .allMatch(entry -> now.getOrDefault(entry.getKey(), Double.POSITIVE_INFINITY) >= entry.getValue());
    }

    /** Seconds that passed by {@code /proc/stat}'s own count. */
    double passedSince(KernelCounters before) {
        double sum = 0;
        for (Map.Entry<Integer, Double> each : clock.entrySet())
            sum += each.getValue() - before.clock.get(each.getKey());
        return sum / clock.size();
    }

    /**
     * CPUs that were busy, on average. {@code schedstat} counts a task's time when it leaves its CPU: one that runs
     * alone for long shows in {@code stat} first, and afterwards all at once.
     */
    double busySince(KernelCounters before, double seconds) {
        double sum = 0;
        for (Map.Entry<Integer, Double> each : busy.entrySet()) {
            Integer cpu = each.getKey();
            double ticked = each.getValue() - before.busy.get(cpu);
            double exact = ran.containsKey(cpu) ? ran.get(cpu) - before.ran.get(cpu) : ticked;
            sum += Math.min(seconds, Math.max(ticked, exact));
        }
        return sum / seconds;
    }

    /** Tasks that waited for a CPU, on average; empty: the kernel tells no scheduler's times. */
    OptionalDouble waitingSince(KernelCounters before, double seconds) {
        if (waited.isEmpty()) return OptionalDouble.empty();
        double sum = 0;
        for (Map.Entry<Integer, Double> each : waited.entrySet())
            sum += each.getValue() - before.waited.get(each.getKey());
        return OptionalDouble.of(sum / seconds);
    }

    /** The share of the time in which some task waited for it; null: unknown. */
    Double pressureSince(KernelCounters before, String what, double seconds) {
        Double now = stalled.get(what);
        Double then = before.stalled.get(what);
        return now == null || then == null ? null : Double.valueOf(Math.min(1, (now - then) / seconds));
    }
}
