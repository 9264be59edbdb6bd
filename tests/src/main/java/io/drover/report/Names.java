package io.drover.report;

import io.drover.experiment.Fleet;
import io.drover.experiment.ThesisScenario;
import io.drover.scenario.HypervisorKind;
import java.util.Locale;

/** How the thesis and the report call things. */
final class Names {

    private Names() {}

    static String of(HypervisorKind hypervisor) {
        return hypervisor == HypervisorKind.KVM ? "KVM" : "Xen";
    }

    static String of(Fleet fleet) {
        return fleet == Fleet.MIXED ? "mixed hosts" : fleet.hosts() + " hosts";
    }

    static String of(ThesisScenario scenario) {
        return "Scenario " + scenario.number() + ": " + scenario.title();
    }

    /** "High". */
    static String capital(Enum<?> word) {
        String lower = lower(word);
        return lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
