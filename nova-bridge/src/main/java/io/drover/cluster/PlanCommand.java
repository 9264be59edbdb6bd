package io.drover.cluster;

import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Listing;
import io.drover.cli.Output;
import io.drover.config.Configuration;
import io.drover.config.EngineConfig;
import io.drover.config.MigrationOptions;
import io.drover.config.Options;
import io.drover.plan.AuctionPlanner;
import io.drover.plan.Plan;
import io.drover.plan.PlanOptions;
import io.drover.plan.Planner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(description = "Advises: which servers of a cluster should move where, why, and which stay.")
final class PlanCommand implements Callable<Integer> {

    /** Makes {@code drover plan} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "plan";
        }

        @Override
        public Object command(CommandSession session) {
            return new PlanCommand(session, new AuctionPlanner());
        }
    }

    private static final List<String> COLUMNS = List.of(
            "action",
            "server",
            "source",
            "destination",
            "entropyBefore",
            "entropyAfter",
            "predictedSeconds",
            "predictedDowntimeSeconds",
            "reason");

    private final CommandSession session;
    private final Planner planner;

    @Option(
            names = "--cluster",
            paramLabel = "FILE",
            description = "The cluster, as JSON; default: the configured cloud as it is now.")
    private Path file;

    @Option(names = "--strategy", paramLabel = "STRATEGY", description = "push, pull, hybrid or auto.")
    private String strategy;

    @Option(names = "--push-threshold", paramLabel = "L", description = "A host at or above it is hot.")
    private String push;

    @Option(names = "--pull-threshold", paramLabel = "L", description = "A host at or below it is cold.")
    private String pull;

    @Option(names = "--bandwidth", paramLabel = "MB/S", description = "What a migration can send; default: 125.")
    private String bandwidth;

    @Option(names = "--profile", paramLabel = "PROFILE", description = "default, thesis or thesis-testbed.")
    private String profile;

    @Mixin
    private Output output;

    PlanCommand(CommandSession session, Planner planner) {
        this.session = session;
        this.planner = planner;
    }

    @Override
    public Integer call() {
        Configuration configuration = configuration();
        EngineConfig config = EngineConfig.of(configuration);
        CloudCluster.View view = file == null
                ? CloudCluster.read(configuration, session)
                : CloudCluster.View.of(
                        ClusterFile.read(session.environment().directory().resolve(file)));
        long began = System.nanoTime();
        Plan plan =
                planner.plan(view.cluster(), new PlanOptions(config.strategy(), config.migration(), config.drain()));
        print(plan, view, (System.nanoTime() - began) / 1e6);
        if (view.blind())
            session.err().println("drover: there is no host whose load is known, so nothing can be advised");
        return view.blind() ? CommandFault.FAILED : 0;
    }

    private Configuration configuration() {
        Map<io.drover.config.Option<?>, String> flags = new LinkedHashMap<>();
        if (strategy != null) flags.put(Options.STRATEGY, strategy);
        if (push != null) flags.put(Options.PUSH, push);
        if (pull != null) flags.put(Options.PULL, pull);
        if (bandwidth != null) flags.put(MigrationOptions.BANDWIDTH, bandwidth);
        if (profile != null) flags.put(Options.PROFILE, profile);
        return session.configuration(flags);
    }

    private void print(Plan plan, CloudCluster.View view, double elapsedMillis) {
        switch (output.format()) {
            case JSON, YAML -> output.one(document(plan, view, elapsedMillis), session.out());
            case TABLE, CSV, VALUE -> {
                output.list(new Listing(COLUMNS, rows(plan, view)), session.out());
                if (view.blind()) return;
                summary("before", plan.before());
                summary("after", plan.after());
            }
        }
    }

    private void summary(String when, Plan.Balance balance) {
        session.err()
                .printf(
                        Locale.ROOT,
                        "%-6s  entropy %.4f, standard deviation %.4f, highest load %.3f, hot hosts %d%n",
                        when,
                        balance.entropy(),
                        balance.standardDeviation(),
                        balance.maxLoad(),
                        balance.hotHosts());
    }

    private static List<List<Object>> rows(Plan plan, CloudCluster.View view) {
        List<List<Object>> rows = new ArrayList<>();
        for (Plan.Move move : plan.moves()) {
            List<Object> row = new ArrayList<>(List.of("move"));
            row.addAll(document(move).values());
            rows.add(row);
        }
        for (Plan.Refusal refusal : refused(plan, view)) rows.add(row("stay", refusal.server(), "", refusal.reason()));
        view.unknown().forEach((host, why) -> rows.add(row("unknown", "", host, why)));
        return rows;
    }

    private static List<Object> row(String action, String server, String source, String reason) {
        List<Object> row = new ArrayList<>(List.of(action, server, source));
        while (row.size() < COLUMNS.size() - 1) row.add("");
        row.add(reason);
        return row;
    }

    /** Servers of hosts that stay hot, and those of hosts whose load is unknown. */
    private static List<Plan.Refusal> refused(Plan plan, CloudCluster.View view) {
        return Stream.concat(plan.refused().stream(), view.unjudged().stream()).toList();
    }

    private static Map<String, Object> document(Plan plan, CloudCluster.View view, double elapsedMillis) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("moves", plan.moves().stream().map(PlanCommand::document).toList());
        document.put(
                "refused",
                refused(plan, view).stream().map(PlanCommand::document).toList());
        document.put("unknown", view.unknown());
        document.put("before", view.blind() ? null : document(plan.before()));
        document.put("after", view.blind() ? null : document(plan.after()));
        document.put("elapsedMillis", elapsedMillis);
        return document;
    }

    private static Map<String, Object> document(Plan.Move move) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("server", move.server());
        document.put("source", move.source());
        document.put("destination", move.destination());
        document.put("entropyBefore", move.entropyBefore());
        document.put("entropyAfter", move.entropyAfter());
        document.put("predictedSeconds", move.predictedSeconds());
        document.put("predictedDowntimeSeconds", move.predictedDowntimeSeconds());
        document.put("reason", move.reason());
        return document;
    }

    private static Map<String, Object> document(Plan.Refusal refusal) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("server", refusal.server());
        document.put("reason", refusal.reason());
        return document;
    }

    private static Map<String, Object> document(Plan.Balance balance) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("entropy", balance.entropy());
        document.put("standardDeviation", balance.standardDeviation());
        document.put("maxLoad", balance.maxLoad());
        document.put("hotHosts", balance.hotHosts());
        return document;
    }
}
