package io.drover.report;

import io.drover.experiment.Cell;
import io.drover.experiment.CellSelection;
import io.drover.experiment.Rules;
import io.drover.report.document.Block;
import io.drover.report.document.Section;
import java.util.List;
import java.util.stream.Collectors;

/** What was run, and how to run it again. */
final class Overview {

    private Overview() {}

    static Section of(Results results, String command, String engine) {
        CellSelection selection = results.selection();
        int runs = results.cells().size() * selection.seeds();
        String scenarios = selection.scenarios().stream()
                .map(scenario -> Integer.toString(scenario.number()))
                .collect(Collectors.joining(", "));
        String fleets = selection.fleets().stream().map(Names::of).collect(Collectors.joining(", "));
        return new Section(
                "run",
                "What was run",
                List.of(
                        new Block.Paragraph(
                                "The engine is that of the agents, class for class; only its clock, network and"
                                        + " cloud are simulated. Same command, same build, same numbers, on any machine."
                                        + " The thesis and its parts are named in doc/sources.md."),
                        new Block.Bullets(List.of(
                                "Table 4-1's scenarios " + scenarios + "; fleets: " + fleets + "; "
                                        + results.cells().size()
                                        + " cells with " + selection.seeds() + " seeds each make " + runs + " runs of "
                                        + selection.duration().toSeconds() + " s.",
                                "The agents follow profile `thesis-testbed`: thresholds 0.55 and 0.25, 5-minute load"
                                        + " averages smoothed with 0.2, auctions that invite all, 30 s and 45 s of settling."
                                        + " Variations: no settling (scenario 1), Drover's own rules (scenario 2), the"
                                        + " mixed hosts of the thesis' section 4.1 (scenario 1).",
                                "Hosts have 2 CPUs; servers 256 MB, one vCPU and a low, medium or high load as 1 to 2 to 3,"
                                        + " placed at random; all migrations share one link of 100 Mb/s. On Xen a server puts"
                                        + " 2/3 of the load that it reports on its host, and so there are half as many"
                                        + " again. The kernels count whole tasks every 5 s.",
                                "At half-time a burst raises the system load to 0.55 and a drain lowers it to 0.25, each"
                                        + " server by what it draws. Fluctuation brings as many servers as half the fleet's"
                                        + " at exponential times, placed as Nova's scheduler would, and takes as many at"
                                        + " uniform times.",
                                "The earlier simulation's 19 hosts get the same thresholds and loads; what it used itself,"
                                        + " the thesis does not say.",
                                "Broken invariants (two hosts for a server, an overcommitted host, a lock that stays, a hot"
                                        + " host at the end that another could relieve): " + violations(results, true)
                                        + " in runs that settle, " + violations(results, false)
                                        + " in runs that do not." + worst(results),
                                "Engine and encoding: build `" + engine + "`.")),
                        new Block.Code(command)));
    }

    private static long violations(Results results, boolean settling) {
        return results.cells().stream()
                .filter(cell -> (cell.rules() != Rules.UNSETTLED) == settling)
                .flatMap(cell -> results.of(cell).stream())
                .mapToLong(run -> run.summary().invariantViolations())
                .sum();
    }

    private static String worst(Results results) {
        return results.cells().stream()
                .filter(cell ->
                        results.of(cell).stream().anyMatch(run -> run.summary().invariantViolations() > 0))
                .findFirst()
                .map(Cell::id)
                .map(id -> " The first cell with one: " + id + ".")
                .orElse("");
    }
}
