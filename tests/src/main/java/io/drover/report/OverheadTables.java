package io.drover.report;

import io.drover.experiment.Cell;
import io.drover.experiment.RunResult;
import io.drover.report.document.Block;
import io.drover.report.document.Block.Column;
import io.drover.report.document.Section;
import io.drover.report.document.Text;
import io.drover.report.thesis.OverheadRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.StatUtils;

/** The thesis' Tables 5-2 to 5-11 with its numbers beside those of the runs. */
final class OverheadTables {

    private final Results results;

    OverheadTables(Results results) {
        this.results = results;
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Paragraph("Overhead traffic in kb/s (1 kb = 1000 bits): averages over 1000 s, and their"
                + " maximum, minimum, mean, median and standard deviation over a run, as in the thesis. Here each is the"
                + " mean over " + results.selection().seeds()
                + " seeds; the mean with its 95 % confidence interval. The"
                + " thesis sent text over UDP multicast; here each hop to and from the broker is counted with AMQP, TCP"
                + " and Ethernet around our real encoded messages, migrations and messages 14 and 15 left out."));
        Map<String, List<OverheadRow>> tables = new LinkedHashMap<>();
        for (OverheadRow row : OverheadRow.all()) {
            if (results.has(cell(row)))
                tables.computeIfAbsent(row.table(), t -> new ArrayList<>()).add(row);
        }
        for (List<OverheadRow> rows : tables.values()) blocks.add(table(rows));
        if (tables.isEmpty()) blocks.add(new Block.Paragraph("No cell of the testbed was run."));
        return new Section("overhead", "Overhead traffic: Tables 5-2 to 5-11", blocks);
    }

    private Cell cell(OverheadRow row) {
        return row.cell(results.selection().duration());
    }

    private Block table(List<OverheadRow> rows) {
        OverheadRow any = rows.get(0);
        List<Column> columns = new ArrayList<>(List.of(Column.words("Strategy"), Column.words("Load")));
        for (String statistic : List.of("Max", "Min", "Mean", "Median", "Deviation")) {
            columns.add(Column.number(statistic, "thesis"));
            columns.add(Column.number(statistic, "here"));
        }
        String note = rows.stream().anyMatch(OverheadRow::misprinted)
                ? " * The thesis' minimum of 1.98 above a mean of 0.32 is a misprint."
                : "";
        String caption = "Table " + any.table() + ". " + any.scenario().title() + " on " + Names.of(any.hypervisor())
                + ", kb/s." + note;
        return new Block.Table(caption, columns, rows.stream().map(this::row).toList());
    }

    private List<Text> row(OverheadRow row) {
        List<Text> texts = new ArrayList<>();
        texts.add(Text.of(Names.capital(row.strategy())));
        texts.add(Text.of(Names.capital(row.load())));
        String star = row.misprinted() ? " *" : "";
        both(texts, row, row.max(), "", run -> StatUtils.max(Measures.traffic(run)));
        both(texts, row, row.min(), star, run -> StatUtils.min(Measures.traffic(run)));
        texts.add(Text.faint(Numbers.of(row.mean(), 2)));
        texts.add(Text.strong(results.estimate(cell(row), run -> StatUtils.mean(Measures.traffic(run)))
                .text(2)));
        both(texts, row, row.median(), "", run -> StatUtils.percentile(Measures.traffic(run), 50));
        both(texts, row, row.deviation(), "", run -> Math.sqrt(StatUtils.variance(Measures.traffic(run))));
        return texts;
    }

    private void both(
            List<Text> texts, OverheadRow row, double thesis, String mark, ToDoubleFunction<RunResult> measure) {
        texts.add(Text.faint(Numbers.of(thesis, 2) + mark));
        double[] ours = results.values(cell(row), measure);
        texts.add(Text.of(Numbers.of(Arrays.stream(ours).average().orElse(Double.NaN), 2)));
    }
}
