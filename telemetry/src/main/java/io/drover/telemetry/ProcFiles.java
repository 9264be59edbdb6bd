package io.drover.telemetry;

import io.drover.local.Tree;
import io.drover.model.HostUsage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** This machine's {@code /proc}. */
final class ProcFiles {

    private final Tree proc;

    ProcFiles(Tree proc) {
        this.proc = proc;
    }

    /** Empty: it cannot be read. */
    Optional<LoadAverages> loadAverages() {
        return proc.text("loadavg").flatMap(LoadAverages::ofProc);
    }

    /** Whether this machine goes by that name, with or without its domain. */
    boolean isOn(String hypervisor) {
        String bare = hypervisor.split("\\.", 2)[0];
        return proc.text("sys/kernel/hostname")
                .map(String::strip)
                .filter(name -> name.equals(hypervisor) || name.split("\\.", 2)[0].equals(bare))
                .isPresent();
    }

    HostUsage usage() {
        Map<String, Long> memory = memoryKib();
        Long total = memory.get("MemTotal");
        Long available =
                memory.get("MemAvailable"); // guests in files that they share are not in it: these are in Cached
        Long used = total == null || available == null ? null : Math.max(0, total - available);
        long[] traffic = traffic();
        return new HostUsage(
                mib(total), mib(used), traffic == null ? null : traffic[0], traffic == null ? null : traffic[1]);
    }

    private static Long mib(Long kib) {
        return kib == null ? null : kib / 1024;
    }

    private Map<String, Long> memoryKib() {
        Map<String, Long> memory = new HashMap<>();
        for (String line : proc.text("meminfo").orElse("").split("\n")) {
            String[] words = line.split("[:\\s]+");
            if (words.length >= 2 && words[1].matches("\\d{1,18}")) memory.put(words[0], Long.valueOf(words[1]));
        }
        return memory;
    }

    /** Bytes and packets over all interfaces but the loopback; null: unknown. */
    private long[] traffic() {
        Optional<String> text = proc.text("net/dev");
        if (text.isEmpty()) return null;
        long bytes = 0;
        long packets = 0;
        for (String line : text.get().split("\n")) {
            String[] words = line.strip().split("[:\\s]+");
            if (words.length < 11 || words[0].equals("lo") || !words[1].matches("\\d{1,18}")) continue;
            bytes += Long.parseLong(words[1]) + Long.parseLong(words[9]);
            packets += Long.parseLong(words[2]) + Long.parseLong(words[10]);
        }
        return new long[] {bytes, packets};
    }
}
