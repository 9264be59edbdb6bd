package io.drover.local;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tree of files in memory: a kernel whose every counter a test sets. */
final class PaperTree implements Tree {

    final SortedMap<String, String> files = new TreeMap<>();

    @Override
    public Optional<String> text(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public List<String> names(String directory) {
        String below = directory + "/";
        return files.keySet().stream()
                .filter(path -> path.startsWith(below))
                .map(path -> path.substring(below.length()).split("/", 2)[0])
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return "/proc";
    }

    /** The usual files of a machine of so many CPUs after so long, each CPU busy and waited for as given, in seconds. */
    void machine(double uptime, int cpus, double busy, double waited) {
        files.put("uptime", String.format(java.util.Locale.ROOT, "%.2f 99.00\n", uptime));
        StringBuilder stat = new StringBuilder("cpu  1 2 3 4 5 6 7 0 0 0\n");
        StringBuilder schedstat = new StringBuilder("version 15\ntimestamp 4295041170\n");
        for (int cpu = 0; cpu < cpus; cpu++) {
            long idle = Math.round(100 * (uptime - busy));
            stat.append("cpu" + cpu + " " + Math.round(busy * 100) + " 0 0 " + idle + " 12 0 0 0 0 0\n");
            schedstat.append(
                    "cpu" + cpu + " 0 0 8 9 10 11 " + (long) (busy * 1e9) + " " + (long) (waited * 1e9) + " 77\n");
            schedstat.append("domain0 ff 1 2 3 4 5 6 7 8\n");
        }
        files.put("stat", stat + "intr 5 0 0\nctxt 9\nbtime 1700000000\n");
        files.put("schedstat", schedstat.toString());
    }

    void pressure(String what, long micros) {
        String some = "some avg10=1.00 avg60=2.00 avg300=3.00 total=" + micros + "\n";
        files.put("pressure/" + what, some + "full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n");
    }

    void scope(String directory, long usedMicros, long waitedMicros, long bytes) {
        files.put(directory + "/cpu.stat", "usage_usec " + usedMicros + "\nuser_usec 1\nsystem_usec 2\n");
        files.put(directory + "/cpu.pressure", "some avg10=0.00 avg60=0.00 avg300=0.00 total=" + waitedMicros + "\n");
        files.put(directory + "/memory.current", bytes + "\n");
    }
}
