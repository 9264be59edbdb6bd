package io.drover.fleet;

import io.drover.config.Accounts;
import io.drover.config.CloudConfig;
import io.drover.config.Configuration;
import io.drover.config.InvalidConfiguration;
import io.drover.model.HostObservation;
import io.drover.openstack.CloudException;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Closes and opens hosts for Nova's scheduler, as far as the operator's rights allow. What it cannot do, it asks for. */
final class ComputeServices {

    /** Nova keeps no more of a reason. */
    private static final int REASON_MAX = 255;

    private final Optional<NovaClient> nova;
    private final Consumer<String> warnings;

    private ComputeServices(Optional<NovaClient> nova, Consumer<String> warnings) {
        this.nova = nova;
        this.warnings = warnings;
    }

    static ComputeServices of(Configuration configuration, Duration timeout, Consumer<String> warnings) {
        try {
            CloudConfig access = CloudConfig.of(configuration, warning -> {});
            Session session =
                    new Session(Accounts.session(access).withTimeouts(timeout, timeout), InstantSource.system());
            return new ComputeServices(Optional.of(new NovaClient(session)), warnings);
        } catch (InvalidConfiguration | IllegalArgumentException e) {
            return new ComputeServices(Optional.empty(), warnings);
        }
    }

    /**
     * Before a host drains, so that nothing new is scheduled there. One that somebody closed for another reason stays as
     * it is.
     *
     * @param why for people; may be empty
     */
    void close(String host, String why) {
        String reason = (HostObservation.DRAIN + " " + why).strip();
        String cut = reason.substring(0, Math.min(reason.length(), REASON_MAX));
        tried(
                service -> {
                    if (service.enabled()) client().disable(service, cut);
                },
                host,
                "disable its compute service, so that nothing new is scheduled there: openstack compute service set "
                        + "--disable --disable-reason '" + HostObservation.DRAIN + "' " + host + " nova-compute");
    }

    /** After a drain; only if it was closed for that. */
    void open(String host) {
        tried(
                service -> {
                    if (service.enabled()) return;
                    String reason = service.disabledReason().orElse("");
                    if (reason.startsWith(HostObservation.DRAIN)) client().enable(service);
                    else warnings.accept(host + " stays disabled in Nova, for another reason: " + reason);
                },
                host,
                "enable its compute service, or it goes on draining: openstack compute service set --enable " + host
                        + " nova-compute");
    }

    private NovaClient client() {
        return nova.orElseThrow();
    }

    private void tried(Consumer<ComputeService> what, String host, String request) {
        if (nova.isEmpty()) {
            warnings.accept("without access to OpenStack, " + host + " is left as it is in Nova: " + request);
            return;
        }
        try {
            Optional<ComputeService> service = client().computeService(host);
            if (service.isEmpty()) warnings.accept("Nova knows no compute service on " + host);
            else what.accept(service.get());
        } catch (CloudException e) {
            warnings.accept(host + " is left as it is in Nova (" + e.getMessage() + "): " + request);
        }
    }
}
