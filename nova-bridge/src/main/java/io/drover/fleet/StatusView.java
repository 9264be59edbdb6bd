package io.drover.fleet;

import io.drover.cli.CommandSession;
import io.drover.cli.Listing;
import io.drover.cli.Output;
import io.drover.cli.Output.Format;
import io.drover.model.HostInfo;
import io.drover.strategy.FleetLoads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The answers as rows, and in one sentence. */
final class StatusView {

    private static final Path STDOUT = Path.of("/proc/self/fd/1");
    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final List<String> SHORT =
            List.of("host", "load", "push", "pull", "mode", "state", "migrating", "migrations", "lastDecision");
    private static final List<String> COLUMNS = List.of(
            "host",
            "group",
            "load",
            "push",
            "pull",
            "mode",
            "paused",
            "draining",
            "state",
            "lockedBy",
            "leaseSeconds",
            "unavailable",
            "sampledSecondsAgo",
            "loadSource",
            "serverLoadSource",
            "loadScatter",
            "busyCpus",
            "cpuPressure",
            "memoryPressure",
            "ioPressure",
            "memory",
            "attempts",
            "migrating",
            "migrations",
            "failedMigrations",
            "lastDecision",
            "advice");

    private final CommandSession session;
    private final Output output;
    private final boolean all;

    StatusView(CommandSession session, Output output, boolean all) {
        this.session = session;
        this.output = output;
        this.all = all;
    }

    /** In place on a terminal, else below what was there. */
    void redraw(RollCall.Result seen) {
        boolean people = output.format() == Format.TABLE;
        if (people && onTerminal()) session.out().print(CLEAR);
        if (people) {
            session.out().println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + "  " + sentence(seen));
        }
        output.list(listing(seen), session.out());
        session.out().flush();
    }

    void show(RollCall.Result seen) {
        output.list(listing(seen), session.out());
        session.out().flush();
        if (!seen.answers().isEmpty()) session.err().println(sentence(seen));
    }

    private Listing listing(RollCall.Result seen) {
        SortedMap<String, Map<String, Object>> rows = new TreeMap<>();
        seen.answers().forEach((host, answer) -> rows.put(host, row(AgentStatus.of(answer.envelope()))));
        seen.silent().forEach(host -> rows.put(host, missing(host, "does not answer")));
        seen.absent().forEach(host -> rows.putIfAbsent(host, missing(host, "is gone")));
        List<String> columns = columns();
        List<List<Object>> cells = new ArrayList<>();
        for (Map<String, Object> row : rows.values()) {
            List<Object> line = new ArrayList<>();
            columns.forEach(column -> line.add(row.get(column)));
            cells.add(line);
        }
        return new Listing(columns, cells);
    }

    private List<String> columns() {
        boolean people = output.format() == Format.TABLE || output.format() == Format.VALUE;
        return people && !all && !output.chosen() ? SHORT : COLUMNS;
    }

    /** Documents hold an advice and migrations as objects; lines hold them in words. */
    private Map<String, Object> row(AgentStatus sight) {
        Map<String, Object> row = sight.row();
        boolean document = output.format() == Format.JSON || output.format() == Format.YAML;
        if (document) return row;
        if (row.get("advice") instanceof Map<?, ?> advice) row.put("advice", inWords(advice));
        if (row.get("migrating") instanceof List<?> migrations) row.put("migrating", inWords(migrations));
        return row;
    }

    private static String inWords(List<?> migrations) {
        return migrations.stream()
                .map(migration -> underway((Map<?, ?>) migration))
                .collect(Collectors.joining("; "));
    }

    private static String underway(Map<?, ?> migration) {
        String progress = migration.get("progress") instanceof Double done
                ? String.format(Locale.ROOT, " %.0f %%", 100 * done)
                : "";
        return migration.get("server") + " to " + migration.get("destination") + progress;
    }

    private static String inWords(Map<?, ?> advice) {
        return String.format(
                Locale.ROOT,
                "%s from %s to %s, %s",
                advice.get("server"),
                advice.get("source"),
                advice.get("destination"),
                advice.get("reason"));
    }

    private static Map<String, Object> missing(String host, String state) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("host", host);
        row.put("state", state);
        return row;
    }

    private static String sentence(RollCall.Result seen) {
        List<HostInfo> hosts = seen.answers().values().stream()
                .map(answer -> AgentStatus.of(answer.envelope()).self())
                .toList();
        List<HostInfo> measured =
                hosts.stream().filter(host -> host.load().measured()).toList();
        double[] loads =
                measured.stream().mapToDouble(host -> host.load().normalized()).toArray();
        return String.format(
                Locale.ROOT,
                "%d agents, system performance %.4f, hot %d, cold %d, paused %d%s",
                hosts.size(),
                new FleetLoads(loads).performance(),
                measured.stream()
                        .filter(host -> host.current().hot(host.load().normalized()))
                        .count(),
                measured.stream()
                        .filter(host -> host.current().cold(host.load().normalized()))
                        .count(),
                hosts.stream().filter(host -> host.standing().paused()).count(),
                draining(hosts));
    }

    private static String draining(List<HostInfo> hosts) {
        long draining =
                hosts.stream().filter(host -> host.standing().draining()).count();
        return draining == 0 ? "" : ", draining " + draining;
    }

    private static boolean onTerminal() {
        try {
            String device = Files.readSymbolicLink(STDOUT).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
