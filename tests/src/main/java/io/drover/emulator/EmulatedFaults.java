package io.drover.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.api.OpenStackApi;
import io.drover.emulator.api.RequestFaults.Effect;
import io.drover.emulator.api.RequestFaults.Match;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.MigrationFault;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Everything that can be made to go wrong, in one place. Services are called as their paths are: {@code identity},
 * {@code compute}, {@code placement}, {@code metric}, or {@code *} for any. A path is matched by any part of it.
 */
public final class EmulatedFaults {

    private static final String ANY = "*";

    private final EmulatedCloud cloud;
    private final OpenStackApi api;

    EmulatedFaults(EmulatedCloud cloud, OpenStackApi api) {
        this.cloud = cloud;
        this.api = api;
    }

    /** The next requests are answered with this status. */
    public void failNext(int count, String service, String pathPart, int status) {
        api.faults().next(count, new Match(service, ANY, pathPart), Effect.status(status));
    }

    /** The connections of the next requests are reset. */
    public void resetNext(int count, String service, String pathPart) {
        api.faults().next(count, new Match(service, ANY, pathPart), Effect.connectionReset());
    }

    /** For as long, by the cloud's clock, all such requests are answered with this status. */
    public void failFor(Duration duration, String service, String pathPart, int status) {
        api.faults().during(duration, new Match(service, ANY, pathPart), Effect.status(status));
    }

    /** For as long, by the cloud's clock, something happens to such requests; the method may be {@code *}. */
    public void during(Duration duration, String service, String method, String pathPart, Effect effect) {
        api.faults().during(duration, new Match(service, method, pathPart), effect);
    }

    /** The next requests of one method. */
    public void next(int count, String service, String method, String pathPart, Effect effect) {
        api.faults().next(count, new Match(service, method, pathPart), effect);
    }

    /** Until it is cleared, all answers to such requests get another document. */
    public void rewrite(String service, String pathPart, UnaryOperator<JsonNode> rewriting) {
        during(Duration.ofDays(365), service, ANY, pathPart, Effect.rewritten(rewriting));
    }

    /** The cell of these hosts is out of Nova's reach: their services are rows without fields, and all else is gone. */
    public void cellDown(String... hosts) {
        DownCell cell = new DownCell(List.of(hosts));
        rewrite("compute", "/os-services", cell::services);
        rewrite("compute", "/servers/detail", cell::servers);
        rewrite("compute", "/os-hypervisors", cell::hypervisors);
    }

    /** The catalog names Nova's root, as an operator may write it, and not a version's. */
    public void unversionedCompute() {
        rewrite("identity", "/auth/", answer -> {
            for (JsonNode service : answer.path("token").path("catalog")) {
                for (JsonNode endpoint : service.path("endpoints")) {
                    String url = endpoint.path("url").asText();
                    ((ObjectNode) endpoint).put("url", url.replaceFirst("/compute/v2\\.1$", "/compute"));
                }
            }
            return answer;
        });
    }

    /** All tokens so far are worth nothing. */
    public void revokeTokens() {
        api.revokeTokens();
    }

    /** Of tokens issued from now on. */
    public void setTokenLifetime(Duration lifetime) {
        api.setTokenLifetime(lifetime);
    }

    /** The next live migrations of a server, or to a host, or ({@code *}) any, go wrong. */
    public void failMigrations(int count, String serverOrHost, MigrationFault fault) {
        cloud.planFault(serverOrHost, fault, count);
    }

    /** The host's service is disabled, as by an operator. */
    public void disable(String host) {
        cloud.setService(host, false, "maintenance");
    }

    public void enable(String host) {
        cloud.setService(host, true, null);
    }

    /** Takes back all but what has already happened. */
    public void clear() {
        api.faults().clear();
        cloud.clearFaults();
    }
}
