package io.drover.check;

import io.drover.config.AgentConfig;
import io.drover.openstack.ComputeService;
import io.drover.openstack.Hypervisor;
import io.drover.openstack.NovaClient;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.PlacementClient.Provider;
import io.drover.openstack.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether Nova and Placement know this host, and under which names. */
public final class HostCheck implements CloudCheck {

    @Override
    public String name() {
        return "host";
    }

    @Override
    public List<Finding> check(AgentConfig config) {
        Session session = Trial.session(config);
        NovaClient nova = new NovaClient(session);
        PlacementClient placement = new PlacementClient(session);
        return new Trial()
                .ask(() -> service(config.host(), nova.computeServices()))
                .ask(() -> hypervisor(config.host(), nova.hypervisorOf(config.host()), placement))
                .findings();
    }

    private static Finding service(String host, List<ComputeService> services) {
        Optional<ComputeService> own =
                services.stream().filter(each -> each.host().equals(host)).findFirst();
        if (own.isEmpty())
            return Trial.failed("Nova knows no compute service on host " + host + nearest(host, services));
        if (!own.get().up()) return Trial.warning("the compute service on " + host + " is down");
        if (!own.get().enabled()) return Trial.warning("the compute service on " + host + " is disabled");
        return Trial.ok("compute service " + host + " is up, zone " + own.get().zone());
    }

    private static String nearest(String host, List<ComputeService> services) {
        return services.stream()
                .map(ComputeService::host)
                .min(Comparator.comparingInt(name -> distance(bare(host), bare(name))))
                .map(name -> ": host = " + name + "?")
                .orElse(": it knows none at all");
    }

    /** Names differ most in case and in whether the domain is told. */
    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    }

    private static Finding hypervisor(String host, Optional<Hypervisor> found, PlacementClient placement) {
        if (found.isEmpty()) return Trial.failed("Nova shows no hypervisor of host " + host);
        Hypervisor hypervisor = found.get();
        Optional<Provider> provider = placement.provider(hypervisor.name());
        if (provider.isEmpty()) {
            return Trial.failed(
                    "Placement has no resource provider " + hypervisor.name() + ", the hypervisor of " + host);
        }
        var inventories = placement.inventories(provider.get().id());
        if (!inventories.containsKey("VCPU") && !inventories.containsKey("PCPU")) {
            return Trial.failed("Placement's resource provider " + hypervisor.name() + " has no VCPU");
        }
        return Trial.ok("hypervisor " + hypervisor.name() + ", resource provider with "
                + String.join(", ", inventories.keySet()));
    }

    /** Levenshtein's: letters to change, add or leave out. */
    static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) above[j] = j;
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
            }
            above = row;
        }
        return above[other.length()];
    }
}
