package io.drover.soak;

import io.drover.cloud.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An agent as a package starts it, on a disk and with a clock of its own; what ends is started again as by its unit of systemd. */
final class SoakedHost implements AutoCloseable {

    /** As the unit says. */
    private static final Duration RESTART = Duration.ofSeconds(10);

    private static final int WRONG_CONFIGURATION = 2;

    private final String name;
    private final Disk disk;
    private final WallClock clock;
    private final ServiceProcess agent;
    private boolean running;
    private int starts;
    private Instant ended;
    private boolean hanging;

    SoakedHost(String name, Path folder, Map<String, String> options) throws IOException {
        this.name = name;
        this.disk = new Disk(folder, name);
        this.clock = new WallClock(folder, name);
        Map<String, String> all = new TreeMap<>(options);
        all.put("DEFAULT.host", name);
        all.put("DEFAULT.state_path", state().toString());
        this.agent = new ServiceProcess(name, "agent", "the agent of " + name + " has started", folder, all)
                .in(clock.environment());
    }

    String name() {
        return name;
    }

    Path state() {
        return disk.path().resolve("state");
    }

    Path config() {
        return agent.config();
    }

    void start() {
        running = true;
        starts++;
        ended = null;
        agent.start();
    }

    void awaitStarted() {
        agent.awaitStarted();
    }

    /** Starts it again a while after it has ended. */
    void supervise() {
        if (!running || agent.alive()) return;
        if (agent.exitStatus() == WRONG_CONFIGURATION)
            throw new AssertionError(name + " is not started again: " + agent.tail(20));
        if (ended == null) ended = Instant.now();
        if (ended.plus(RESTART).isBefore(Instant.now())) start();
    }

    int starts() {
        return starts;
    }

    /** What waits for its disk does not die before it goes on. */
    boolean mortal() {
        return agent.alive() && !hanging;
    }

    /** Nothing befalls the process of an agent that has just ended. */
    void begin(FaultKind kind) {
        if (!agent.alive() && !kind.ofMachine()) return;
        hanging |= kind == FaultKind.DISK_HANGS;
        switch (kind) {
            case KILLED, SOURCE_KILLED, DESTINATION_KILLED -> agent.kill();
            case FROZEN -> agent.signal("STOP");
            case CLOCK_AHEAD -> clock.step(Duration.ofHours(1));
            case CLOCK_BEHIND -> clock.step(Duration.ofHours(-1));
            case DISK_FULL -> disk.fill();
            case DISK_HANGS -> disk.hang();
            case OUT_OF_DESCRIPTORS -> limit("nofile", count("fd"));
            case OUT_OF_MEMORY -> limit("as", kibibytes("VmSize") * 1024);
            default -> throw new IllegalArgumentException("not a host's: " + kind);
        }
    }

    void end(FaultKind kind) {
        if (!agent.alive() && !kind.ofMachine()) return;
        hanging &= kind != FaultKind.DISK_HANGS;
        switch (kind) {
            case FROZEN -> agent.signal("CONT");
            case CLOCK_AHEAD, CLOCK_BEHIND -> clock.step(Duration.ZERO);
            case DISK_FULL -> disk.empty();
            case DISK_HANGS -> disk.goOn();
            case OUT_OF_DESCRIPTORS -> limit("nofile", hardLimitOfFiles());
            case OUT_OF_MEMORY -> limit("as", -1);
            default -> {}
        }
    }

    private void limit(String resource, long most) {
        String value = most < 0 ? "unlimited" : Long.toString(most);
        Shell.tried("prlimit", "--pid", Long.toString(agent.pid()), "--" + resource + "=" + value + ":");
    }

    private long hardLimitOfFiles() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + agent.pid() + "/limits"))) {
            return lines.filter(line -> line.startsWith("Max open files"))
                    .mapToLong(line -> Long.parseLong(line.split("\\s{2,}")[2]))
                    .findFirst()
                    .orElse(1024);
        } catch (IOException ended) {
            return 1024;
        }
    }

    long residentKib() {
        return kibibytes("VmRSS");
    }

    long descriptors() {
        return count("fd");
    }

    long threads() {
        return count("task");
    }

    private long kibibytes(String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + agent.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }

    private long count(String directory) {
        try (Stream<Path> all = Files.list(Path.of("/proc/" + agent.pid() + "/" + directory))) {
            return all.count();
        } catch (IOException ended) {
            return 0;
        }
    }

    String lastWords() {
        return agent.tail(40);
    }

    @Override
    public void close() {
        running = false;
        Shell.tried("fsfreeze", "-u", disk.path().toString());
        if (agent.alive()) agent.kill();
        disk.close();
    }
}
