package io.drover.telemetry;

import java.nio.file.Path;

/**
 * Where this machine's kernel shows itself.
 *
 * @param proc {@code /proc}, or where a container sees its host's
 * @param cgroups {@code /sys/fs/cgroup}, likewise
 */
public record LocalRoots(Path proc, Path cgroups) {

    public static final LocalRoots USUAL = new LocalRoots(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
}
