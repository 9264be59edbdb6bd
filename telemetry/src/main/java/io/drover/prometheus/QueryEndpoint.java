package io.drover.prometheus;

import com.fasterxml.jackson.databind.JsonNode;

/** A way to a Prometheus. */
@FunctionalInterface
interface QueryEndpoint {

    /**
     * The answer to an instant query, as its API tells it.
     *
     * @throws PrometheusException when there is none
     */
    JsonNode query(String promql);
}
