package io.drover.simulate;

import io.drover.cli.CommandFault;
import io.drover.scenario.Incident;
import io.drover.scenario.Scenario;
import io.drover.simulation.Drained;
import io.drover.simulation.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Hosts that are to be emptied in a simulated run, and what became of that. A picocli mixin. */
final class DrainFlags {

    @Option(
            names = "--drain",
            paramLabel = "HOST@SECONDS",
            description = {
                "An operator drains this host from then on; repeatable. The run is made once more without the drains,"
                        + " to tell how much heat they cause."
            })
    private List<String> drains = new ArrayList<>();

    boolean given() {
        return !drains.isEmpty();
    }

    /**
     * @throws CommandFault when there is no such host, or the time is not within the run
     */
    Scenario applied(Scenario scenario) {
        Scenario drained = scenario;
        for (String drain : drains) drained = drained.happening(incident(drain, scenario));
        return drained;
    }

    private static Incident incident(String drain, Scenario scenario) {
        int at = drain.lastIndexOf('@');
        if (at < 1 || !drain.substring(at + 1).matches("[0-9]{1,9}")) {
            throw CommandFault.usage("--drain is HOST@SECONDS, not " + drain);
        }
        String host = drain.substring(0, at);
        if (scenario.hosts().stream().noneMatch(known -> known.name().equals(host))) {
            throw CommandFault.usage("--drain: there is no host " + host + "; the first is "
                    + scenario.hosts().get(0).name());
        }
        Duration from = Duration.ofSeconds(Long.parseLong(drain.substring(at + 1)));
        if (from.compareTo(scenario.duration()) >= 0) {
            throw CommandFault.usage("--drain: " + from.toSeconds() + " s is not within a run of "
                    + scenario.duration().toSeconds() + " s");
        }
        return new Incident.Drain(host, from, scenario.duration());
    }

    /** In seconds; heat in host-seconds at or above the push threshold. Null: the host was not empty at the end. */
    static Map<String, Object> document(Result drained, Result without) {
        List<Map<String, Object>> hosts = new ArrayList<>();
        for (Drained one : drained.drains()) {
            Map<String, Object> host = new LinkedHashMap<>();
            host.put("host", one.host());
            host.put("orderedAt", one.orderedAt());
            host.put("servers", one.servers());
            host.put("moves", one.moves());
            host.put("secondsUntilEmpty", Double.isNaN(one.secondsUntilEmpty()) ? null : one.secondsUntilEmpty());
            host.put("left", one.left());
            Map<String, String> stays = new LinkedHashMap<>();
            one.stays().forEach(stay -> stays.put(stay.server(), stay.reason()));
            host.put("stays", one.left() == 0 ? Map.of() : stays);
            hosts.add(host);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("hosts", hosts);
        document.put(
                "hotspotSecondsCaused",
                drained.summary().hotspotSeconds() - without.summary().hotspotSeconds());
        return document;
    }
}
