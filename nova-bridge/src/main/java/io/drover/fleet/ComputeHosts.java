package io.drover.fleet;

import io.drover.config.Accounts;
import io.drover.config.CloudConfig;
import io.drover.config.Configuration;
import io.drover.config.InvalidConfiguration;
import io.drover.openstack.CloudException;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The hosts that Nova knows: each of them may have an agent. */
final class ComputeHosts {

    private ComputeHosts() {}

    /**
     * Asks while others go on.
     *
     * @param warnings one sentence when nobody can tell
     * @return empty when the configuration names no cloud or the cloud does not answer
     */
    static CompletableFuture<Optional<List<String>>> ask(
            Configuration configuration, Duration timeout, Consumer<String> warnings) {
        CloudConfig access;
        try {
            access = CloudConfig.of(configuration, warning -> {});
        } catch (InvalidConfiguration e) {
            warnings.accept("without access to OpenStack, agents that do not answer stay unknown");
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.supplyAsync(() -> listed(access, timeout, warnings));
    }

    private static Optional<List<String>> listed(CloudConfig access, Duration timeout, Consumer<String> warnings) {
        try {
            Session session =
                    new Session(Accounts.session(access).withTimeouts(timeout, timeout), InstantSource.system());
            return Optional.of(new NovaClient(session)
                    .computeServices().stream().map(ComputeService::host).toList());
        } catch (CloudException | IllegalArgumentException e) {
            warnings.accept("agents that do not answer stay unknown: " + e.getMessage());
            return Optional.empty();
        }
    }
}
