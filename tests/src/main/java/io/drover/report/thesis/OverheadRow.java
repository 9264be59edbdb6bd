package io.drover.report.thesis;

import io.drover.experiment.Cell;
import io.drover.experiment.Fleet;
import io.drover.experiment.Rules;
import io.drover.experiment.ThesisScenario;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.LoadLevel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A row of the thesis' Tables 5-2 to 5-11: overhead traffic, kb/s, of averages over 1000 s.
 *
 * @param table "5-2" .. "5-11"
 */
public record OverheadRow(
        String table,
        ThesisScenario scenario,
        HypervisorKind hypervisor,
        StrategyName strategy,
        LoadLevel load,
        double max,
        double min,
        double mean,
        double median,
        double deviation) {

    /** All rows in the thesis' order. */
    public static List<OverheadRow> all() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(OverheadRow.class.getResourceAsStream("overhead.csv"), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(OverheadRow::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OverheadRow of(String line) {
        String[] fields = line.split(",");
        return new OverheadRow(
                fields[0],
                ThesisScenario.values()[Integer.parseInt(fields[1]) - 1],
                HypervisorKind.valueOf(fields[2].toUpperCase(Locale.ROOT)),
                StrategyName.valueOf(fields[3].toUpperCase(Locale.ROOT)),
                LoadLevel.valueOf(fields[4].toUpperCase(Locale.ROOT)),
                Double.parseDouble(fields[5]),
                Double.parseDouble(fields[6]),
                Double.parseDouble(fields[7]),
                Double.parseDouble(fields[8]),
                Double.parseDouble(fields[9]));
    }

    /** The cell that it is about. */
    public Cell cell(Duration duration) {
        return new Cell(scenario, strategy, load, hypervisor, Fleet.TESTBED, Rules.THESIS, duration);
    }

    /** A mean below the minimum cannot be: doc/sources.md, Table 5-11. */
    public boolean misprinted() {
        return !(min <= mean && mean <= max && min <= median && median <= max);
    }
}
