package io.drover.explorer;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** By hand: {@code STRATEGY PROFILE HOSTS SERVERS HOT BOUNDS STATES}. doc/proof.md has the command. */
final class Explore {

    private Explore() {}

    public static void main(String[] words) {
        String line = String.join(" ", words);
        Question question = Question.of(line);
        long began = System.nanoTime();
        Explorer explorer = new Explorer(question.fleet(), Long.parseLong(words[6]));
        Explorer.Report report = explorer.explore(question.bounds());
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpuSeconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
        System.gc();
        Runtime machine = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%s: %d states, depth %d, %.1f s, %.1f s of CPU, %d MB, %d states of agents, %d reactions, %s%n",
                line,
                report.states(),
                report.depth(),
                seconds,
                cpuSeconds,
                (machine.totalMemory() - machine.freeMemory()) >> 20,
                report.agents(),
                report.reactions(),
                report.exhausted() ? "all" : report.violation().isEmpty() ? "not all" : "VIOLATION");
        report.trace().forEach(System.out::println);
        if (!report.violation().isEmpty()) System.out.println(report.violation());
        System.exit(report.violation().isEmpty() ? 0 : 1);
    }
}
