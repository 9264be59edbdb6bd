package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.drover.local.Virsh;
import io.drover.openstack.Flavor;
import io.drover.openstack.Server;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LibvirtDirtyRatesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** As libvirt 9.0 with QEMU 10 prints it. */
    private static final String MEASURED = """
            Domain: 'instance-00000001'
              dirtyrate.calc_status=2
              dirtyrate.calc_start_time=1795786142
              dirtyrate.calc_period=1
              dirtyrate.calc_mode=page-sampling
              dirtyrate.megabytes_per_second=6""";

    private static final String MEASURING = """
            Domain: 'instance-00000001'
              dirtyrate.calc_status=1
              dirtyrate.calc_period=1""";

    private final List<String> asked = new ArrayList<>();
    private String stats = MEASURED;
    private Optional<String> refusal = Optional.empty();
    private final LibvirtDirtyRates rates = new LibvirtDirtyRates(this::answer);

    private String answer(String... arguments) throws IOException {
        asked.add(String.join(" ", arguments));
        if (refusal.isPresent()) throw new IOException(refusal.get());
        return arguments[0].equals("domstats") ? stats : "";
    }

    private static List<Server> servers(int count, String status) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Server(
                        "s" + i,
                        "vm",
                        "p",
                        status,
                        Optional.empty(),
                        Optional.of("pm1"),
                        Optional.empty(),
                        false,
                        new Flavor("m1", 1, 256, 1, new TreeMap<>()),
                        new TreeMap<>(),
                        List.of(),
                        List.of(),
                        new TreeMap<>(),
                        Optional.empty()))
                .toList();
    }

    private static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void aRoundBeginsAndALaterOneReads() {
        assertThat(rates.of(servers(1, "ACTIVE"), START)).isEmpty();
        assertThat(asked).containsExactly("domdirtyrate-calc s0 --seconds 1");
        Reading read = rates.of(servers(1, "ACTIVE"), after(10)).get("s0");
        assertThat(read.value()).isCloseTo(6.291456, within(1e-9));
        assertThat(read.at()).isEqualTo(START);
        assertThat(asked).hasSize(2).last().isEqualTo("domstats --dirtyrate s0");
    }

    @Test
    void whatIsNotMeasuredYetIsReadAgain() {
        stats = MEASURING;
        rates.of(servers(1, "ACTIVE"), START);
        assertThat(rates.of(servers(1, "ACTIVE"), after(5))).isEmpty();
        stats = MEASURED;
        assertThat(rates.of(servers(1, "ACTIVE"), after(10))).containsKey("s0");
    }

    @Test
    void eachServerIsMeasuredOnceAMinute() {
        for (int second = 0; second < 120; second += 10) rates.of(servers(1, "ACTIVE"), after(second));
        assertThat(asked).filteredOn(a -> a.startsWith("domdirtyrate-calc")).hasSize(2);
        assertThat(asked).filteredOn(a -> a.startsWith("domstats")).hasSize(2);
    }

    @Test
    void aRoundBeginsAFewAndTheOthersFollow() {
        rates.of(servers(20, "ACTIVE"), START);
        assertThat(asked).hasSize(LibvirtDirtyRates.BEGUN_PER_ROUND);
        rates.of(servers(20, "ACTIVE"), after(10));
        rates.of(servers(20, "ACTIVE"), after(20));
        assertThat(rates.of(servers(20, "ACTIVE"), after(30))).hasSize(20);
    }

    @Test
    void whoIsNotRunningHereIsNotAsked() {
        rates.of(servers(1, "ACTIVE"), START);
        rates.of(servers(1, "ACTIVE"), after(10));
        asked.clear();
        assertThat(rates.of(servers(1, "MIGRATING"), after(60))).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void aLibvirtThatRefusesIsLeftAloneForAWhile() {
        refusal = Optional.of("virsh: error: failed to connect to the hypervisor");
        assertThat(rates.of(servers(3, "ACTIVE"), START)).isEmpty();
        assertThat(asked).hasSize(1);
        rates.of(servers(3, "ACTIVE"), after(60));
        assertThat(asked).hasSize(1);
        refusal = Optional.empty();
        int later = Math.toIntExact(LibvirtDirtyRates.PAUSE.toSeconds());
        rates.of(servers(3, "ACTIVE"), after(later));
        assertThat(rates.of(servers(3, "ACTIVE"), after(later + 10))).hasSize(3);
    }

    @Test
    void aClockThatStepsBackEndsThePause() {
        refusal = Optional.of("virsh: error: failed to connect to the hypervisor");
        rates.of(servers(1, "ACTIVE"), START);
        refusal = Optional.empty();
        rates.of(servers(1, "ACTIVE"), after(-3600));
        assertThat(rates.of(servers(1, "ACTIVE"), after(-3590))).hasSize(1);
    }

    @Test
    void nonsenseIsNoRate() {
        assertThat(LibvirtDirtyRates.rate("")).isEmpty();
        assertThat(LibvirtDirtyRates.rate("dirtyrate.calc_status=2")).isEmpty();
        assertThat(LibvirtDirtyRates.rate("dirtyrate.calc_status=2 dirtyrate.megabytes_per_second=-1"))
                .isEmpty();
    }

    @Test
    void aCommandThatIsNotThereIsOneSentence() {
        Virsh missing = Virsh.at("test:///default");
        assertThat(Virsh.PATIENCE).isLessThan(Duration.ofSeconds(10));
        assertThatThrownBy(() -> missing.run("no-such-command")).isInstanceOf(IOException.class);
    }
}
