package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Aetos, which passes questions on to a Prometheus for whom Keystone knows: all series for the roles admin and service,
 * else those of the own project. Thread-safe; throws nothing but {@link CloudException}.
 */
public final class AetosClient {

    private final Session session;

    /** Asks nothing yet. */
    public AetosClient(Session session) {
        this.session = session;
    }

    /** Prometheus' own answer to an instant query, whole. Aetos takes the query and no other parameter. */
    public JsonNode query(String promql) {
        return session.ask(ApiRequest.get(Service.AETOS, "/api/v1/query").with("query", promql), json -> json);
    }
}
