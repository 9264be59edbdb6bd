package io.drover.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells how far a number of jobs is: a bar on a terminal, else a line now and then. Any number of threads. */
public final class JobProgress {

    private static final int BAR = 30;
    private static final long LINE_NANOS = Duration.ofSeconds(15).toNanos();

    private final PrintStream out;
    private final boolean terminal;
    private int all;
    private int done;
    private int kept;
    private long began;
    private long told;

    public JobProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void begin(int jobs, int finishedBefore) {
        all = jobs;
        done = finishedBefore;
        kept = finishedBefore;
        began = System.nanoTime();
        told = began;
        if (kept > 0) say(kept + " of " + all + " runs are finished from before");
        else if (!terminal) say(all + " runs");
        show("");
    }

    synchronized void finished(String what) {
        done++;
        show(what);
    }

    synchronized void end() {
        if (terminal) out.print("\r\u001b[K");
        say(all + " runs, " + (all - kept) + " of them now, in " + time(System.nanoTime() - began));
    }

    /** A sentence, without spoiling the bar. */
    public synchronized void say(String sentence) {
        if (terminal) out.print("\r\u001b[K");
        out.println("drover: " + sentence);
        out.flush();
    }

    private void show(String what) {
        long now = System.nanoTime();
        if (!terminal) {
            if (now - told < LINE_NANOS || done == all) return;
            told = now;
            say(done + " of " + all + ", " + left(now));
            return;
        }
        int full = all == 0 ? BAR : done * BAR / all;
        String bar = "█".repeat(full) + "░".repeat(BAR - full);
        out.print("\r\u001b[K" + String.format(Locale.ROOT, "%s %d/%d  %s  %s", bar, done, all, left(now), what));
        out.flush();
    }

    private String left(long now) {
        int made = done - kept;
        if (made == 0) return "";
        return "about " + time((now - began) / made * (all - done)) + " left";
    }

    private static String time(long nanos) {
        long seconds = Math.max(1, Duration.ofNanos(nanos).toSeconds());
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
