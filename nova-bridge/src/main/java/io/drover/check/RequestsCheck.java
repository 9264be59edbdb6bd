package io.drover.check;

import io.drover.config.AgentConfig;
import io.drover.model.HostObservation;
import io.drover.model.Vitals;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import io.drover.telemetry.DirtyRates;
import io.drover.telemetry.HostLoadSource;
import io.drover.telemetry.RequestBudget;
import io.drover.telemetry.Sampler;
import io.drover.telemetry.ServerLoadSource;
import io.drover.telemetry.TelemetrySettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** What agents of this configuration on all hosts that Nova lists ask of OpenStack's services in a second. */
public final class RequestsCheck implements CloudCheck {

    /** Of one service. doc/scale.md tells what a request costs. */
    private static final double MANY = 100;

    /** Calls to nova-compute, of which each holds a worker of nova-api for half a second in some releases. */
    private static final double MANY_CALLS = 10;

    @Override
    public String name() {
        return "requests";
    }

    @Override
    public List<Finding> check(AgentConfig config) {
        Session session = Trial.session(config);
        return new Trial()
                .ask(() -> finding(config, session, new NovaClient(session).computeServices()))
                .findings();
    }

    private static Finding finding(AgentConfig config, Session session, List<ComputeService> hosts) {
        TelemetrySettings settings = config.telemetry().settings();
        HostObservation seen =
                new Sampler(config.host(), session, settings, new DirtyRates(), InstantSource.system()).sample();
        Vitals vitals = seen.vitals();
        if (vitals.loadSource().isEmpty()) return Trial.warning("not known: this host cannot be sampled");
        HostLoadSource host = HostLoadSource.valueOf(vitals.loadSource().toUpperCase(Locale.ROOT));
        ServerLoadSource loads =
                ServerLoadSource.valueOf(vitals.serverLoadSource().toUpperCase(Locale.ROOT));
        int servers = seen.servers().size();
        int groups = (int) hosts.stream().map(ComputeService::zone).distinct().count();
        RequestBudget fleet = RequestBudget.of(settings, host, loads, servers).fleet(hosts.size(), groups);
        return told(
                fleet,
                "agents on " + hosts.size() + " hosts with " + servers + " servers each, as here, loads from "
                        + vitals.loadSource() + " and " + vitals.serverLoadSource());
    }

    private static Finding told(RequestBudget fleet, String whose) {
        String sentence = whose + ", at rest ask in a second Nova " + rate(fleet.nova()) + ", Placement "
                + rate(fleet.placement()) + ", Gnocchi " + rate(fleet.gnocchi()) + ", Keystone "
                + rate(fleet.keystone()) + " times, and Nova calls nova-compute " + rate(fleet.calls()) + " times";
        if (fleet.calls() > MANY_CALLS) {
            return Trial.warning(sentence + ": more than " + (int) MANY_CALLS
                    + " calls are a burden: take other sources of loads, or a longer [telemetry] interval");
        }
        if (Math.max(fleet.nova(), Math.max(fleet.placement(), fleet.gnocchi())) > MANY) {
            return Trial.warning(sentence + ": more than " + (int) MANY
                    + " of one service are a burden: a longer [telemetry] interval or inventory_interval asks less");
        }
        return Trial.ok(sentence);
    }

    private static String rate(double aSecond) {
        return String.format(Locale.ROOT, aSecond < 10 ? "%.2f" : "%.0f", aSecond);
    }
}
