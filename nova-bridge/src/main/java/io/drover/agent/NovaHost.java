package io.drover.agent;

import io.drover.openstack.CloudException;
import io.drover.openstack.ComputeService;
import io.drover.openstack.Hypervisor;
import io.drover.openstack.NovaClient;
import io.drover.runtime.StartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Nova says of an agent's host when it starts.
 *
 * @param zone its availability zone
 * @param hypervisor its type as Nova calls it; only predictions hang on it, empty: unknown
 */
record NovaHost(String zone, String hypervisor) {

    private static final Logger LOG = LoggerFactory.getLogger("drover");

    /**
     * @throws StartException when Nova does not answer, or knows no compute service there
     */
    static NovaHost of(NovaClient nova, String host) throws StartException {
        try {
            ComputeService service = nova.computeService(host)
                    .orElseThrow(() -> new StartException("Nova knows no compute service on host " + host, null));
            return new NovaHost(service.zone(), hypervisor(nova, host));
        } catch (CloudException e) {
            throw new StartException(e.getMessage(), e);
        }
    }

    private static String hypervisor(NovaClient nova, String host) {
        try {
            return nova.hypervisorOf(host).map(Hypervisor::type).orElse("");
        } catch (CloudException e) {
            LOG.warn("the type of the hypervisor is unknown: {}", e.getMessage());
            return "";
        }
    }
}
