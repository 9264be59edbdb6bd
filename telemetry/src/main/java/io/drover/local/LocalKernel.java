package io.drover.local;

import io.drover.local.Uptime.Moment;
import io.drover.model.Noise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** Reads a kernel's counters again and again and tells what happened in between. Not thread-safe. */
public final class LocalKernel {

    /** Below, a counter's resolution would show. */
    private static final double SHORTEST = 0.5;

    private static final double NEWS = 0.05;
    private static final double SURE = 3;
    private static final double TORN = 0.5;
    private static final double TORN_SHARE = 0.15;
    private static final int TORN_AT_MOST = 2;

    private final Tree proc;
    private final Uptime uptime;
    private Moment<KernelCounters> last;
    private Moment<KernelCounters> glimpsed;
    private Optional<KernelRates> newest = Optional.empty();
    private Noise noise = Noise.NONE;
    private boolean confirm;
    private int torn;

    /**
     * @param proc the machine's {@code /proc}
     */
    public LocalKernel(Tree proc) {
        this.proc = proc;
        this.uptime = new Uptime(proc);
    }

    /**
     * What the time since the last call was like; empty: it takes a second reading, because this is the first or the
     * counters began anew. The same as before when nothing was counted since.
     *
     * @throws IOException with one sentence: it cannot be read
     */
    public Optional<KernelRates> next(Instant now) throws IOException {
        Moment<KernelCounters> read = read();
        Instant at = uptime.at(read, now);
        if (!follows(read, last)) {
            last = read;
            glimpsed = read;
            newest = Optional.empty();
        }
        if (read.seconds() - last.seconds() < SHORTEST || torn(read)) return newest;
        newest = Optional.of(between(last, read, at));
        last = read;
        glimpsed = read;
        return newest;
    }

    /**
     * Whether the time since the last look was unlike what {@link #next} told last: by a twentieth of the machine, and by
     * more than such short looks scatter. After such a look the next one is news, too: it confirms a step, or takes it back.
     *
     * @throws IOException with one sentence: it cannot be read
     */
    public boolean news(Instant now) throws IOException {
        Moment<KernelCounters> read = read();
        if (newest.isEmpty() || !follows(read, glimpsed)) return true;
        if (read.seconds() - glimpsed.seconds() < SHORTEST) return false;
        if (confirm) {
            confirm = false;
            return true;
        }
        double load = between(glimpsed, read, now).load();
        glimpsed = read;
        double scatter = StrictMath.sqrt(noise.variance());
        noise = noise.with(load);
        double known = newest.get().load();
        confirm =
                Math.abs(load - known) >= Math.max(NEWS * read.counters().busy().size(), SURE * scatter);
        return confirm;
    }

    /** Whether the files were read while they were written: their clocks disagree. Always so is how this kernel counts. */
    private boolean torn(Moment<KernelCounters> read) {
        double seconds = read.seconds() - last.seconds();
        double apart = Math.abs(read.counters().passedSince(last.counters()) - seconds);
        torn = apart > TORN && apart > TORN_SHARE * seconds ? torn + 1 : 0;
        return torn > 0 && torn <= TORN_AT_MOST;
    }

    private static boolean follows(Moment<KernelCounters> read, Moment<KernelCounters> before) {
        return before != null
                && read.seconds() >= before.seconds()
                && read.counters().follow(before.counters());
    }

    private Moment<KernelCounters> read() throws IOException {
        try {
            return uptime.read(() -> {
                try {
                    return KernelCounters.read(proc);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static KernelRates between(Moment<KernelCounters> from, Moment<KernelCounters> to, Instant at) {
        KernelCounters before = from.counters();
        KernelCounters now = to.counters();
        double seconds = to.seconds() - from.seconds();
        Double cpuPressure = now.pressureSince(before, KernelCounters.CPU, seconds);
        double busy = now.busySince(before, seconds);
        double waiting = now.waitingSince(before, seconds).orElse(cpuPressure == null ? 0 : cpuPressure);
        return new KernelRates(
                at,
                busy + waiting,
                busy,
                cpuPressure,
                now.pressureSince(before, KernelCounters.MEMORY, seconds),
                now.pressureSince(before, KernelCounters.IO, seconds));
    }

    /** Which of the kernel's files tell its load, for people. */
    public String files() {
        if (last == null) return proc.toString();
        return proc + (last.counters().waited().isEmpty() ? "/stat and pressure" : "/schedstat and stat");
    }

    /** How many CPUs are on line, and how long the machine has been up, in seconds; empty: not read yet. */
    public Optional<Boot> boot() {
        return Optional.ofNullable(last)
                .map(read -> new Boot(read.counters().busy().size(), read.seconds()));
    }

    /**
     * What tells one machine from another.
     *
     * @param seconds since it started
     */
    public record Boot(int cpus, double seconds) {}
}
