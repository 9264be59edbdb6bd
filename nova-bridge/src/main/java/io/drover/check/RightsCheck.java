package io.drover.check;

import io.drover.config.AgentConfig;
import io.drover.openstack.CloudException;
import io.drover.openstack.MigrationFilter;
import io.drover.openstack.NovaClient;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.Server;
import io.drover.openstack.Service;
import io.drover.openstack.Session;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tries each API that an agent uses by a question that changes nothing. A refusal names the rule of the policy. */
public final class RightsCheck implements CloudCheck {

    /** There is no such server: Nova looks whether it may before it looks for it, or finds nothing to migrate. */
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final Set<Service> silent = EnumSet.noneOf(Service.class);

    @Override
    public String name() {
        return "rights";
    }

    @Override
    public List<Finding> check(AgentConfig config) {
        Session session = Trial.session(config);
        NovaClient nova = new NovaClient(session);
        PlacementClient placement = new PlacementClient(session);
        List<Server> servers = new ArrayList<>();
        Map<String, Runnable> questions = new LinkedHashMap<>();
        questions.put("os-services", nova::computeServices);
        questions.put("os-hypervisors", () -> nova.hypervisorOf(config.host()));
        questions.put("servers of all projects", () -> servers.addAll(nova.servers(config.host())));
        questions.put("os-migrations", () -> nova.newestMigrations(MigrationFilter.LIVE, 1));
        questions.put("os-server-groups", nova::serverGroups);
        questions.put("os-aggregates", nova::aggregates);
        questions.put("os-availability-zone", nova::availabilityZones);
        questions.put("flavors", nova::flavors);
        questions.put("a server's migrations", () -> nova.migrationsInProgress(of(servers)));
        questions.put("a server's actions", () -> nova.actions(of(servers)));
        questions.put("a server's diagnostics", () -> nova.diagnostics(of(servers)));
        questions.put("os-migrateLive", () -> nova.liveMigrate(NOBODY, config.host()));
        questions.put("Placement's resource providers", () -> placement.provider(config.host()));
        Trial trial = new Trial();
        List<String> granted = new ArrayList<>();
        questions.forEach((what, question) -> {
            if (granted(what, question, trial)) granted.add(what);
        });
        List<Finding> findings = new ArrayList<>();
        if (!granted.isEmpty()) findings.add(Trial.ok("allowed: " + String.join(", ", granted)));
        findings.addAll(trial.findings());
        return findings;
    }

    /** A server of this host, so that nothing is asked of others; when it has none, one that nobody has. */
    private static String of(List<Server> servers) {
        return servers.isEmpty() ? NOBODY : servers.get(0).id();
    }

    /** A service that gives no answer is not asked the rest. */
    private boolean granted(String what, Runnable question, Trial trial) {
        if (silent.contains(what.startsWith("Placement") ? Service.PLACEMENT : Service.NOVA)) {
            return false;
        }
        try {
            question.run();
            return true;
        } catch (CloudException.NotFound | CloudException.Conflict known) {
            return true;
        } catch (CloudException.Refused e) {
            if (e.status() == 400) return true;
            trial.ask(() -> Trial.failed(what + ": " + e.getMessage()));
        } catch (CloudException e) {
            if (e.retryable()) silent.add(e.service());
            trial.ask(() -> {
                throw e;
            });
        }
        return false;
    }
}
