package io.drover.simulate;

import io.drover.cli.CommandSession;
import io.drover.model.Settings;
import io.drover.model.StrategySettings;
import io.drover.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What other rules would have made of what agents wrote down. */
final class Rehearsal {

    @Option(
            names = "--recorded",
            paramLabel = "DIR",
            description = "Instead of a made-up fleet the one of these journals: an agent's state directory, or a"
                    + " directory of such, one per host. Rules are the agents' own where no flag says otherwise, and"
                    + " are carried out even where the agents only advised. May be given more than once.")
    private List<Path> directories = List.of();

    private RecordedFleet fleet;
    private Scenario scenario;

    boolean wanted() {
        return !directories.isEmpty();
    }

    /** @throws io.drover.cli.CommandFault when there is nothing to read, or a flag makes up a fleet */
    Scenario scenario(WorkloadFlags flags, Boolean variable, CommandSession session) {
        flags.refuseFleet("--recorded");
        fleet = RecordedFleet.read(directories.stream()
                .map(session.environment().directory()::resolve)
                .toList());
        if (fleet.leftOut() > 0) {
            session.err().println("drover: " + fleet.leftOut() + " servers are left out: no sample tells their load");
        }
        Duration lasting = flags.duration()
                .filter(asked -> asked.compareTo(fleet.duration()) < 0)
                .orElse(fleet.duration());
        StringBuilder command = new StringBuilder("drover simulate");
        directories.forEach(directory -> command.append(" --recorded ").append(directory));
        scenario = fleet.scenario(rules(flags, variable), lasting, flags.seed(), command.toString());
        return scenario;
    }

    private Settings rules(WorkloadFlags flags, Boolean variable) {
        Settings recorded = fleet.settings();
        Settings base = flags.profileGiven()
                .map(profile -> profile.settings().with(recorded.migration()))
                .orElse(recorded);
        StrategySettings rules = base.strategy();
        return base.with(rules.with(flags.strategy().orElse(rules.name()))
                .with(flags.thresholds(rules.thresholds()))
                .spreading(flags.spread().orElse(rules.spread()))
                .varying(variable == null ? rules.variable() : variable));
    }

    /** What really happened, by the same keys. */
    Map<String, Object> happened() {
        RecordedFleet.Happened happened =
                fleet.happened(scenario.settings().strategy().thresholds().push(), scenario.duration());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("hotspotSeconds", happened.hotspotSeconds());
        document.put("migrations", happened.migrations());
        document.put("systemPerformance", Map.of("mean", happened.systemPerformance()));
        return document;
    }
}
