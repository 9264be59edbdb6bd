package io.drover.telemetry;

import io.drover.model.ServerUsage;
import io.drover.openstack.Server;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the loads of this host's servers. Not thread-safe. */
interface ServerLoads {

    /** The newest loads, of any age; servers without one are left out. */
    Map<String, Reading> of(List<Server> active, Instant now);

    /** What else the last round told of a server. */
    default ServerUsage usage(String server) {
        return ServerUsage.UNKNOWN;
    }

    /** Why the last round could not be asked for; empty: it was. */
    Optional<String> problem();
}
