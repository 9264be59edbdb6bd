package io.drover.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalGuestsTest {

    private static final Instant BOOT = Instant.parse("2026-11-22T11:00:00Z");
    private static final String SYSTEMD = "machine.slice/machine-qemu\\x2d7\\x2dinstance\\x2d0000000a.scope";
    private static final String PLAIN = "machine/qemu-8-instance-0000000b.libvirt-qemu";
    private static final List<String> BOTH = List.of("instance-0000000a", "instance-0000000b");

    private final PaperTree proc = new PaperTree();
    private final PaperTree cgroups = new PaperTree();
    private final List<String> asked = new ArrayList<>();
    private String stats = "";
    private final LocalGuests guests = new LocalGuests(proc, cgroups, arguments -> {
        asked.add(String.join(" ", arguments));
        if (stats.isEmpty()) throw new IOException("virsh is not installed");
        return stats;
    });

    private Map<String, GuestRates> after(double uptime) throws IOException {
        proc.machine(uptime, 8, 0, 0);
        return guests.next(BOTH, BOOT.plusMillis((long) (uptime * 1000)));
    }

    @Test
    void namesAreFoundHoweverTheGroupIsCalled() {
        assertThat(Scopes.guest("machine-qemu\\x2d7\\x2dinstance\\x2d0000000a.scope"))
                .contains("instance-0000000a");
        assertThat(Scopes.guest("qemu-12-instance-0000000b.libvirt-qemu")).contains("instance-0000000b");
        assertThat(Scopes.guest("machine-qemu\\x2d3\\x2dweb\\x2d\\x5f1.scope")).contains("web-_1");
        assertThat(Scopes.guest("machine-lxc\\x2d7\\x2dbox.scope")).isEmpty();
        assertThat(Scopes.guest("cgroup.procs")).isEmpty();
    }

    @Test
    void aGroupTellsLoadStealAndMemory() throws IOException {
        cgroups.scope(SYSTEMD, 1_000_000, 0, 256L << 20);
        cgroups.scope(PLAIN, 0, 0, 512L << 20);
        cgroups.files.put(SYSTEMD + "/libvirt/emulator/cpu.stat", "usage_usec 77\n");
        assertThat(after(100)).isEmpty();
        cgroups.scope(SYSTEMD, 9_000_000, 4_000_000, 300L << 20);
        Map<String, GuestRates> rates = after(110);
        GuestRates first = rates.get("instance-0000000a");
        assertThat(first.cpus()).isCloseTo(0.8, within(1e-9));
        assertThat(first.steal()).isCloseTo(0.4, within(1e-9));
        assertThat(first.memoryMib()).isEqualTo(300);
        assertThat(first.at()).isEqualTo(BOOT.plusSeconds(110));
        assertThat(rates.get("instance-0000000b").cpus()).isZero();
        assertThat(asked).as("no process where each has its group").isEmpty();
    }

    @Test
    void oneThatWasStartedAnewBeginsAnew() throws IOException {
        cgroups.scope(SYSTEMD, 1_000_000, 0, 1);
        cgroups.scope(PLAIN, 5_000_000, 0, 1);
        after(100);
        after(110);
        cgroups.files.keySet().removeIf(path -> path.startsWith(SYSTEMD));
        cgroups.scope(SYSTEMD.replace("x2d7", "x2d9"), 20_000_000, 0, 1);
        cgroups.scope(PLAIN, 1_000_000, 0, 1);
        assertThat(after(120)).isEmpty();
        assertThat(after(130)).hasSize(2);
    }

    @Test
    void libvirtIsAskedOnceForAllThatHaveNoGroup() throws IOException {
        stats = domstats(10, 2, 1) + domstats("instance-0000000b", 3, 0, 0);
        after(100);
        stats = domstats(18, 6, 3) + domstats("instance-0000000b", 4, 0, 0);
        Map<String, GuestRates> rates = after(110);
        assertThat(rates.get("instance-0000000a").cpus()).isCloseTo(0.8, within(1e-9));
        assertThat(rates.get("instance-0000000a").steal())
                .as("the mean of its vCPUs")
                .isCloseTo(0.3, within(1e-9));
        assertThat(rates.get("instance-0000000a").memoryMib()).isEqualTo(512);
        assertThat(rates.get("instance-0000000b").cpus()).isCloseTo(0.1, within(1e-9));
        assertThat(asked)
                .hasSize(2)
                .allMatch(question -> question.startsWith("domstats") && question.contains("--nowait"));
    }

    @Test
    void aDomainThatIsBusyWithAJobKeepsItsLastReading() throws IOException {
        stats = domstats(10, 0, 0) + domstats("instance-0000000b", 3, 0, 0);
        after(100);
        stats = domstats(18, 0, 0) + domstats("instance-0000000b", 4, 0, 0);
        after(110);
        stats = "Domain: 'instance-0000000a'\n  state.state=1\n  state.reason=1\n"
                + domstats("instance-0000000b", 5, 0, 0);
        GuestRates busy = after(120).get("instance-0000000a");
        assertThat(busy.cpus()).isCloseTo(0.8, within(1e-9));
        assertThat(busy.at()).isEqualTo(BOOT.plusSeconds(110));
    }

    @Test
    void whereLibvirtIsSilentItIsLeftAloneForAWhile() throws IOException {
        for (int round = 0; round < 10; round++) after(100 + 10 * round);
        assertThat(asked).hasSize(2);
    }

    private static String domstats(double cpu, double delay0, double delay1) {
        return domstats("instance-0000000a", cpu, delay0, delay1);
    }

    private static String domstats(String name, double cpu, double delay0, double delay1) {
        return "Domain: '" + name + "'\n  state.state=1\n  state.reason=5\n  cpu.time=" + (long) (cpu * 1e9)
                + "\n  cpu.user=1\n  balloon.current=524288\n  balloon.rss=524288\n  vcpu.current=2\n  vcpu.0.state=1\n"
                + "  vcpu.0.time=77\n  vcpu.0.delay=" + (long) (delay0 * 1e9) + "\n  vcpu.1.delay="
                + (long) (delay1 * 1e9) + "\n\n";
    }
}
