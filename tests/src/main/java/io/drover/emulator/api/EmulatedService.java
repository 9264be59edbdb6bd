package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.Refusal;
import java.util.Map;

/** One OpenStack service. */
interface EmulatedService {

    /** The first segment of its URLs, as DevStack has them. */
    String prefix();

    Routes routes();

    /** Agrees on a microversion, or refuses the call. */
    void negotiate(Call call);

    /** Headers of every answer, faults included. */
    Map<String, String> headers(Call call);

    /** A refusal in this service's own words. */
    ObjectNode fault(Refusal refusal, Call call);

    /** What is answered to a path that leads nowhere. */
    default EmulatedAnswer unrouted(Call call) {
        throw Refusal.notFound("The resource could not be found.");
    }

    /** Content type of faults. */
    default String faultType() {
        return "application/json";
    }
}
