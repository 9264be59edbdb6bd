package io.drover.report;

import io.drover.experiment.Cell;
import io.drover.experiment.CellSelection;
import io.drover.experiment.Run;
import io.drover.experiment.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What all runs came to, by cell; the results of a cell are in the order of the seeds. */
public final class Results {

    private final CellSelection selection;
    private final Map<Cell, List<RunResult>> byCell = new LinkedHashMap<>();

    public Results(CellSelection selection, Function<Run, RunResult> made) {
        this.selection = selection;
        for (Run run : selection.runs()) {
            byCell.computeIfAbsent(run.cell(), cell -> new ArrayList<>()).add(made.apply(run));
        }
    }

    public CellSelection selection() {
        return selection;
    }

    public List<Cell> cells() {
        return List.copyOf(byCell.keySet());
    }

    public boolean has(Cell cell) {
        return byCell.containsKey(cell);
    }

    /** Empty: the cell was not asked for. */
    public List<RunResult> of(Cell cell) {
        return byCell.getOrDefault(cell, List.of());
    }

    /** One value for each seed. */
    public double[] values(Cell cell, ToDoubleFunction<RunResult> measure) {
        return of(cell).stream().mapToDouble(measure).toArray();
    }

    public Estimate estimate(Cell cell, ToDoubleFunction<RunResult> measure) {
        return Estimate.of(values(cell, measure));
    }

    /** NaN: the cell was not asked for. */
    public double mean(Cell cell, ToDoubleFunction<RunResult> measure) {
        return of(cell).stream().mapToDouble(measure).average().orElse(Double.NaN);
    }
}
