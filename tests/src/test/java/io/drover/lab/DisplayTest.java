package io.drover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Thresholds;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayTest {

    private static final FleetPicture PICTURE = new FleetPicture(
            Duration.ofSeconds(75),
            0.8513,
            List.of(
                    new FleetPicture.Row("host-1", 0.9, 13, Thresholds.DEFAULT, "locked by host-1/a"),
                    new FleetPicture.Row("host-2", 0.25, 4, Thresholds.DEFAULT, "")),
            List.of(move("running", 0.42)));
    private static final List<AgentLines.Item> NEWS =
            List.of(new AgentLines.Item(Duration.ofSeconds(70), "host-1", "hot, but settling", true));

    private static FleetPicture.Move move(String status, double progress) {
        return new FleetPicture.Move("00000000-0000-4000-8000-000000000006", "host-1", "host-2", status, progress);
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void theTableFitsItsWindowAndIsRedrawnInPlace() {
        Display table =
                new LiveTable(err, () -> new Terminal.Size(24, 72), false, "drover lab", Duration.ofMinutes(15));
        table.show(PICTURE, NEWS);
        String first = text();
        assertThat(first.replaceAll("\u001b\\[[0-9]*[A-Za-z]", "").split("\n"))
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(72))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("0:01:15 of 0:15:00   system performance 0.8513   migrations under way 1"))
                .anySatisfy(line ->
                        assertThat(line).matches("host-1  0.90 #+\\|#+\\|#+\\.+  13 servers  locked by host-1/a"))
                .anySatisfy(line -> assertThat(line).endsWith("host-1 -> host-2  running 42 %"));
        table.show(PICTURE, List.of());
        assertThat(text().substring(first.length())).startsWith("\r\u001b[5A");
        FleetPicture early = new FleetPicture(PICTURE.at(), 1, List.of(), List.of(move("preparing", Double.NaN)));
        table.show(early, List.of());
        assertThat(text()).contains("host-1 -> host-2  preparing\u001b[K");
    }

    @Test
    void coloursAreForThoseWhoWantThem() {
        new LiveTable(err, () -> new Terminal.Size(24, 80), true, "drover lab", Duration.ofMinutes(15))
                .show(PICTURE, NEWS);
        assertThat(text()).contains("\u001b[31m#", "\u001b[36m#", "\u001b[33m0:01:10");
    }

    @Test
    void withoutATerminalThereAreLines() {
        Display lines = new EventLines(err);
        lines.show(PICTURE, NEWS);
        lines.show(PICTURE, List.of());
        assertThat(text())
                .isEqualTo("    70.0 s  host-1: hot, but settling\n"
                        + "    75.0 s  system performance 0.8513, highest load 0.90, migrations under way 1\n");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
