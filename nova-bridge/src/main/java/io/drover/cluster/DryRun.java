package io.drover.cluster;

import io.drover.cli.CommandFault;
import io.drover.cli.CommandSession;
import io.drover.cli.Listing;
import io.drover.cli.Output;
import io.drover.config.Configuration;
import io.drover.config.EngineConfig;
import io.drover.plan.Cluster;
import io.drover.plan.DrainPlan;
import io.drover.plan.DrainPlanner;
import io.drover.plan.PlanOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How hosts would be emptied now, or of what there is too little. Nothing is ordered. */
public final class DryRun {

    private static final List<String> COLUMNS =
            List.of("action", "server", "source", "destination", "predictedSeconds", "loadAfter", "reason");

    private final CommandSession session;
    private final Configuration configuration;
    private final Output output;

    public DryRun(CommandSession session, Configuration configuration, Output output) {
        this.session = session;
        this.configuration = configuration;
        this.output = output;
    }

    /**
     * @param file the cluster; empty: the configured cloud
     * @throws CommandFault when not all servers go, with what is missing
     */
    public void show(List<String> hosts, boolean excludedToo, Optional<Path> file) {
        EngineConfig config = EngineConfig.of(configuration);
        Set<String> leaving = new LinkedHashSet<>(hosts);
        Cluster cluster = file.map(each ->
                        ClusterFile.read(session.environment().directory().resolve(each)))
                .orElseGet(
                        () -> CloudCluster.read(configuration, new CloudCluster.Leaving(leaving, excludedToo), session)
                                .cluster());
        known(cluster, leaving);
        DrainPlan plan = new DrainPlanner(new PlanOptions(config.strategy(), config.migration(), config.drain()))
                .plan(cluster, leaving);
        print(plan, cluster);
        session.out().flush();
        say(plan, Math.max(config.drain().parallel(), config.migration().maxOutbound()));
        if (!plan.fits()) throw new CommandFault(CommandFault.FAILED, missing(plan), null);
    }

    /** The host that takes longest decides. */
    private void say(DrainPlan plan, int parallel) {
        Map<String, Double> busy = new TreeMap<>();
        plan.moves().forEach(move -> busy.merge(move.source(), move.predictedSeconds(), Double::sum));
        double longest =
                busy.values().stream().mapToDouble(seconds -> seconds).max().orElse(0);
        session.err()
                .printf(
                        Locale.ROOT,
                        "%d servers would go, in about %.0f s with %d at a time from each host%n",
                        plan.moves().size(),
                        longest / parallel,
                        parallel);
    }

    private static void known(Cluster cluster, Set<String> leaving) {
        Set<String> unknown = new LinkedHashSet<>(leaving);
        cluster.hosts().forEach(host -> unknown.remove(host.id()));
        if (unknown.isEmpty()) return;
        throw CommandFault.failed("nothing can be said of " + String.join(", ", unknown)
                + ": its compute service is not there or is down, or its size is not known");
    }

    private static List<String> missing(DrainPlan plan) {
        List<String> faults = new ArrayList<>();
        faults.add(plan.stays().size() + " servers would stay");
        for (DrainPlan.Shortage shortage : plan.shortages()) {
            faults.add(String.format(
                    Locale.ROOT,
                    "%s: those without a new host need %s, the other hosts have %s left, a single one at most %s",
                    shortage.resource(),
                    rounded(shortage.needed()),
                    rounded(shortage.left()),
                    rounded(shortage.largest())));
        }
        plan.stays().forEach(stay -> faults.add(stay.server() + " would stay: " + Remedy.with(stay.reason())));
        return faults;
    }

    private static String rounded(double amount) {
        return amount == Math.rint(amount)
                ? String.format(Locale.ROOT, "%.0f", amount)
                : String.format(Locale.ROOT, "%.2f", amount);
    }

    private void print(DrainPlan plan, Cluster cluster) {
        switch (output.format()) {
            case JSON, YAML -> output.one(document(plan), session.out());
            case TABLE, CSV, VALUE -> output.list(new Listing(COLUMNS, rows(plan, cluster)), session.out());
        }
    }

    private static List<List<Object>> rows(DrainPlan plan, Cluster cluster) {
        List<List<Object>> rows = new ArrayList<>();
        for (DrainPlan.Move move : plan.moves()) {
            List<Object> row = new ArrayList<>(List.of("move"));
            row.addAll(document(move).values());
            row.add("");
            rows.add(row);
        }
        Map<String, String> homes = new LinkedHashMap<>();
        cluster.servers().forEach(server -> homes.put(server.id(), server.host()));
        plan.stays()
                .forEach(stay -> rows.add(
                        Arrays.asList("stay", stay.server(), homes.get(stay.server()), "", null, null, stay.reason())));
        return rows;
    }

    private static Map<String, Object> document(DrainPlan plan) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("fits", plan.fits());
        document.put("moves", plan.moves().stream().map(DryRun::document).toList());
        document.put(
                "stays",
                plan.stays().stream()
                        .map(stay -> Map.of("server", stay.server(), "reason", stay.reason()))
                        .toList());
        document.put(
                "shortages", plan.shortages().stream().map(DryRun::document).toList());
        return document;
    }

    private static Map<String, Object> document(DrainPlan.Move move) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("server", move.server());
        document.put("source", move.source());
        document.put("destination", move.destination());
        document.put("predictedSeconds", Math.rint(move.predictedSeconds() * 10) / 10);
        document.put("loadAfter", Math.rint(move.loadAfter() * 1e4) / 1e4);
        return document;
    }

    private static Map<String, Object> document(DrainPlan.Shortage shortage) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("resource", shortage.resource());
        document.put("needed", shortage.needed());
        document.put("left", shortage.left());
        document.put("largest", shortage.largest());
        return document;
    }
}
