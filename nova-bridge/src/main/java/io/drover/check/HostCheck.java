package io.drover.check;

import io.drover.config.AgentConfig;
import io.drover.openstack.ComputeService;
import io.drover.openstack.Hypervisor;
import io.drover.openstack.NovaClient;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.PlacementClient.Provider;
import io.drover.openstack.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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
                .askAll(() -> others(config.host(), nova.computeServices()))
                .ask(() -> hypervisor(config.host(), nova.hypervisorOf(config.host()), placement))
                .askAll(() -> namesakes(config.host(), nova))
                .findings();
    }

    /** What else os-services says that keeps a host from taking part as it should. */
    private static List<Finding> others(String host, List<ComputeService> services) {
        List<Finding> findings = new ArrayList<>();
        List<String> names = services.stream()
                .map(ComputeService::host)
                .filter(name -> bare(name).equals(bare(host)) && !name.equals(host))
                .toList();
        if (!names.isEmpty()) {
            findings.add(Trial.warning("this machine answers to two names in Nova, " + host + " and "
                    + String.join(", ", names) + ": one is left over from before its name changed, or both run"));
        }
        List<String> lost = services.stream()
                .filter(ComputeService::unreachable)
                .map(ComputeService::host)
                .toList();
        if (!lost.isEmpty()) {
            findings.add(Trial.warning("Nova cannot reach a cell and tells only the names of " + lost.size()
                    + " hosts, " + lost.get(0) + " among them"));
        }
        return findings;
    }

    private static List<Finding> namesakes(String host, NovaClient nova) {
        Optional<Hypervisor> own = nova.hypervisorOf(host);
        if (own.isEmpty()) return List.of();
        List<Hypervisor> all = nova.namesakes(own.get());
        if (all.size() < 2) return List.of();
        String list = all.stream()
                .map(each -> each.name() + " on " + each.host() + " (" + each.id() + ")")
                .collect(Collectors.joining(", "));
        return List.of(Trial.failed("Nova lists this hypervisor " + all.size() + " times: " + list
                + "; delete the compute services that are left over"));
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
