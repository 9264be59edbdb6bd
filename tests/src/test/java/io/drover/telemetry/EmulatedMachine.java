package io.drover.telemetry;

import io.drover.openstack.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The kernel of a host of eight CPUs, as files: each CPU is busy for half of the time, every guest takes a tenth of one. */
final class EmulatedMachine {

    private final Path root;

    EmulatedMachine(Path root) {
        this.root = root;
    }

    /** As an agent on this very host looks at it. */
    TelemetrySettings seen() {
        return TelemetrySettings.DEFAULT.withRoots(new LocalRoots(root.resolve("proc"), root.resolve("cgroup")));
    }

    /**
     * @param seconds since it was started
     */
    void passes(List<Server> guests, int seconds) throws IOException {
        write("proc/uptime", String.format(Locale.ROOT, "%d.00 99.00\n", seconds));
        StringBuilder stat = new StringBuilder("cpu  1 2 3 4 5 6 7 0 0 0\n");
        StringBuilder schedstat = new StringBuilder("version 15\ntimestamp 4295041170\n");
        for (int cpu = 0; cpu < 8; cpu++) {
            stat.append("cpu" + cpu + " " + 50 * seconds + " 0 0 " + 50 * seconds + " 12 0 0 0 0 0\n");
            schedstat.append("cpu" + cpu + " 0 0 8 9 10 11 " + seconds * 500_000_000L + " 0 77\n");
        }
        write("proc/stat", stat + "intr 5 0 0\nctxt 9\nbtime 1700000000\n");
        write("proc/schedstat", schedstat.toString());
        write("proc/loadavg", "4.00 4.00 4.00 5/200 999\n");
        write("proc/meminfo", "MemTotal: 16000000 kB\nMemAvailable: 8000000 kB\n");
        for (Server guest : guests) {
            write(scope(guest) + "cpu.stat", "usage_usec " + seconds * 100_000L + "\n");
            write(scope(guest) + "memory.current", "1000000\n");
        }
    }

    void loses(Server guest) throws IOException {
        Path scope = root.resolve(scope(guest));
        Files.delete(scope.resolve("cpu.stat"));
        Files.delete(scope.resolve("memory.current"));
        Files.delete(scope);
    }

    private static String scope(Server guest) {
        String name = guest.instanceName().orElseThrow().replace("-", "\\x2d");
        return "cgroup/machine.slice/machine-qemu\\x2d1\\x2d" + name + ".scope/";
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
