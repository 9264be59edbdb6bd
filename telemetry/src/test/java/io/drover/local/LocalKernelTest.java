package io.drover.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKernelTest {

    private static final Instant BOOT = Instant.parse("2026-11-22T11:00:00Z");

    private final PaperTree proc = new PaperTree();
    private final LocalKernel kernel = new LocalKernel(proc);

    private KernelRates after(double uptime, double busy, double waited) throws IOException {
        proc.machine(uptime, 8, busy, waited);
        return kernel.next(BOOT.plusMillis((long) (uptime * 1000))).orElse(null);
    }

    @Test
    void tasksRunningAndWaitingAreTheLoad() throws IOException {
        assertThat(after(100, 50, 1)).as("one reading is no rate").isNull();
        KernelRates rates = after(110, 59.1, 1.5);
        assertThat(rates.load()).isCloseTo(8 * (0.91 + 0.05), within(1e-6));
        assertThat(rates.busy()).isCloseTo(8 * 0.91, within(1e-6));
        assertThat(rates.at()).isEqualTo(BOOT.plusSeconds(110));
        assertThat(kernel.files()).isEqualTo("/proc/schedstat and stat");
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17})
    void eachFormatOfSchedstatIsRead(int version) throws IOException {
        after(100, 50, 0);
        proc.machine(110, 8, 55, 5);
        proc.files.put("schedstat", proc.files.get("schedstat").replace("version 15", "version " + version));
        assertThat(kernel.next(BOOT.plusSeconds(110)).orElseThrow().load()).isCloseTo(8, within(1e-6));
    }

    @Test
    void withoutASchedulersTimesPressureTellsWhoWaited() throws IOException {
        for (int i = 0; i < 2; i++) {
            proc.machine(100 + 10 * i, 4, 50 + 5 * i, 0);
            proc.files.put("schedstat", "version 99\nnothing that is known\n");
            proc.pressure("cpu", 1_000_000 + 4_000_000L * i);
            proc.pressure("memory", 500_000L * i);
            kernel.next(BOOT.plusSeconds(100 + 10 * i));
        }
        KernelRates rates = kernel.next(BOOT.plusSeconds(111)).orElseThrow();
        assertThat(rates.load()).isCloseTo(2 + 0.4, within(1e-6));
        assertThat(rates.cpuPressure()).isCloseTo(0.4, within(1e-9));
        assertThat(rates.memoryPressure()).isCloseTo(0.05, within(1e-9));
        assertThat(rates.ioPressure()).as("not told").isNull();
        assertThat(kernel.files()).isEqualTo("/proc/stat and pressure");
    }

    @Test
    void aTaskThatRunsAloneIsCountedWhileItRunsAndNotAgainAfterwards() throws IOException {
        after(100, 50, 0);
        proc.machine(110, 8, 60, 0);
        proc.files.put("schedstat", proc.files.get("schedstat").replace(" 60000000000 ", " 50000000000 "));
        assertThat(kernel.next(BOOT.plusSeconds(110)).orElseThrow().load()).isCloseTo(8, within(1e-6));
        KernelRates later = after(120, 70, 0);
        assertThat(later.load()).as("20 s of run time in 10 s").isCloseTo(8, within(1e-6));
    }

    @Test
    void countersThatBeginAnewAreNoRateAndNeverZero() throws IOException {
        after(100, 50, 1);
        after(110, 55, 1);
        assertThat(after(120, 3, 0)).isNull();
        assertThat(after(130, 8, 0).load()).isCloseTo(4, within(1e-6));
        assertThat(after(5, 1, 0)).as("the machine started anew").isNull();
        assertThat(after(15, 6, 0).load()).isCloseTo(4, within(1e-6));
    }

    @Test
    void filesThatWereReadWhileTheyWereWrittenAreNoSample() throws IOException {
        after(100, 50, 0);
        KernelRates sound = after(110, 55, 0);
        proc.machine(114, 8, 57, 0);
        proc.files.put("uptime", "112.00 9.00\n");
        assertThat(kernel.next(BOOT.plusSeconds(112)))
                .as("4 s of counters in 2 s")
                .contains(sound);
        assertThat(after(120, 60, 0).load()).isCloseTo(4, within(1e-6));
    }

    @Test
    void cpusThatComeOrGoBeginAnew() throws IOException {
        after(100, 50, 0);
        proc.machine(110, 6, 55, 0);
        assertThat(kernel.next(BOOT.plusSeconds(110))).isEmpty();
        proc.machine(120, 6, 60, 0);
        assertThat(kernel.next(BOOT.plusSeconds(120)).orElseThrow().load()).isCloseTo(3, within(1e-6));
    }

    @Test
    void whatCannotBeReadIsAFaultOfOneSentence() throws IOException {
        assertThatThrownBy(() -> kernel.next(BOOT))
                .isInstanceOf(IOException.class)
                .hasMessage("/proc/uptime cannot be read");
        proc.files.put("uptime", "sometime\n");
        assertThatThrownBy(() -> kernel.next(BOOT)).hasMessage("/proc/uptime holds no time");
        proc.files.put("uptime", "5.00 1\n");
        assertThatThrownBy(() -> kernel.next(BOOT)).hasMessage("/proc/stat cannot be read");
        proc.files.put("stat", "cpu  1 2 3\n");
        assertThatThrownBy(() -> kernel.next(BOOT)).hasMessage("/proc/stat tells no CPU");
    }

    @Test
    void countersThatNobodyWroteSinceAreNoNewSample() throws IOException {
        after(100, 50, 0);
        KernelRates first = after(110, 55, 0);
        assertThat(kernel.next(BOOT.plusSeconds(118))).contains(first);
        proc.machine(120, 8, 60, 0);
        KernelRates late = kernel.next(BOOT.plusSeconds(123)).orElseThrow();
        assertThat(late.at()).as("a copy is as old as its own clock says").isEqualTo(BOOT.plusSeconds(120));
        assertThat(late.load()).isCloseTo(4, within(1e-6));
    }

    @Test
    void aLookTellsAStepFromScatter() throws IOException {
        after(0, 0, 0);
        double busy = 0;
        after(10, busy += 1, 0);
        for (int i = 1; i <= 40; i++) {
            proc.machine(10 + 2.5 * i, 8, busy += 2.5 * (i % 2 == 0 ? 0.13 : 0.07), 0);
            assertThat(kernel.news(BOOT.plusMillis((long) (10_000 + 2500.0 * i))))
                    .as("look " + i)
                    .isFalse();
        }
        proc.machine(112.5, 8, busy + 2.5 * 0.4, 0);
        assertThat(kernel.news(BOOT.plusMillis(112_500))).isTrue();
        busy += 2.5 * 0.4;
        assertThat(kernel.next(BOOT.plusMillis(112_500))).isPresent();
        proc.machine(115, 8, busy + 2.5 * 0.4, 0);
        assertThat(kernel.news(BOOT.plusSeconds(115))).as("it is confirmed").isTrue();
        assertThat(kernel.next(BOOT.plusSeconds(115))).isPresent();
        proc.machine(117.5, 8, busy + 5 * 0.4, 0);
        assertThat(kernel.news(BOOT.plusMillis(117_500))).as("it is known").isFalse();
    }
}
