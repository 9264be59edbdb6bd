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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Hosts that are to be emptied in a simulated run, and what became of that. A picocli mixin. */
final class DrainFlags {

    private static final Pattern FORM = Pattern.compile("(.+)@([0-9]{1,9})(?:-([0-9]{1,9}))?");

    @Option(
            names = "--drain",
            paramLabel = "HOST@SECONDS[-SECONDS]",
            description = {
                "An operator drains this host from then on, or until the second time; repeatable. The run is made once"
                        + " more without the drains, to tell how much heat they cause."
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
        Matcher matcher = FORM.matcher(drain);
        if (!matcher.matches()) throw CommandFault.usage("--drain is HOST@SECONDS or HOST@FROM-UNTIL, not " + drain);
        String host = matcher.group(1);
        if (scenario.hosts().stream().noneMatch(known -> known.name().equals(host))) {
            throw CommandFault.usage("--drain: there is no host " + host + "; the first is "
                    + scenario.hosts().get(0).name());
        }
        Duration from = Duration.ofSeconds(Long.parseLong(matcher.group(2)));
        Duration until =
                matcher.group(3) == null ? scenario.duration() : Duration.ofSeconds(Long.parseLong(matcher.group(3)));
        if (from.compareTo(scenario.duration()) >= 0 || until.compareTo(scenario.duration()) > 0) {
            throw CommandFault.usage("--drain: " + drain.substring(host.length() + 1) + " s is not within a run of "
                    + scenario.duration().toSeconds() + " s");
        }
        if (until.compareTo(from) <= 0) throw CommandFault.usage("--drain: it ends before it begins: " + drain);
        return new Incident.Drain(host, from, until);
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
