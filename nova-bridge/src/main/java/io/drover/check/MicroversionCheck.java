package io.drover.check;

import io.drover.config.AgentConfig;
import io.drover.openstack.NovaClient;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.Session;
import java.util.List;

/** Whether Nova and Placement speak versions that Drover knows. */
public final class MicroversionCheck implements CloudCheck {

    @Override
    public String name() {
        return "microversion";
    }

    @Override
    public List<Finding> check(AgentConfig config) {
        Session session = Trial.session(config);
        return new Trial()
                .ask(() -> Trial.ok(
                        "Nova " + new NovaClient(session).microversion() + ", needed at least " + NovaClient.LEAST))
                .ask(() -> Trial.ok("Placement " + new PlacementClient(session).microversion() + ", needed at least "
                        + PlacementClient.LEAST))
                .findings();
    }
}
