package io.drover.engine;

import io.drover.model.ContentionSettings;
import io.drover.model.HostObservation;
import io.drover.model.ServerObservation;
import io.drover.model.Vitals;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Whether tasks of this host wait for longer than they should, and have done so for some time. */
final class Contention {

    private final ContentionSettings rules;
    private Instant since;
    private String what = "";

    Contention(ContentionSettings rules) {
        this.rules = rules;
    }

    void observed(HostObservation seen) {
        what = over(seen);
        if (what.isEmpty()) since = null;
        else if (since == null) since = seen.sampledAt();
    }

    /** What is contended, once it has lasted; empty: nothing. */
    Optional<String> lasting(Instant now) {
        boolean lasted = since != null && !now.isBefore(since.plus(rules.hold()));
        return lasted ? Optional.of(what) : Optional.empty();
    }

    private String over(HostObservation seen) {
        Vitals vitals = seen.vitals();
        double steal = steal(seen);
        if (rules.steal() > 0 && steal >= rules.steal()) return text("its servers' vCPUs wait for a CPU", steal);
        if (reaches(vitals.cpuPressure(), rules.cpuPressure())) {
            return text("tasks wait for a CPU", vitals.cpuPressure());
        }
        if (reaches(vitals.memoryPressure(), rules.memoryPressure())) {
            return text("tasks wait for memory", vitals.memoryPressure());
        }
        return "";
    }

    private static boolean reaches(Double pressure, double limit) {
        return limit > 0 && pressure != null && pressure >= limit;
    }

    private static String text(String who, double share) {
        return String.format(Locale.ROOT, "%s %.0f %% of the time", who, 100 * share);
    }

    /** The mean over all vCPUs of which it is known. */
    private static double steal(HostObservation seen) {
        double sum = 0;
        int vcpus = 0;
        for (ServerObservation server : seen.servers()) {
            if (server.usage().steal() == null) continue;
            sum += server.usage().steal() * server.vcpus();
            vcpus += server.vcpus();
        }
        return vcpus == 0 ? 0 : sum / vcpus;
    }
}
