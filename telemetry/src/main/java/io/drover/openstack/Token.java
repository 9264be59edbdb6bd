package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openstack4j.api.types.Facing;

/**
 * Keystone's word that we are who we are, shared by all threads.
 *
 * @param issuedAt by Keystone's clock
 * @param lifetime from its issue
 * @param receivedAt by our clock
 */
public record Token(
        String id,
        Instant issuedAt,
        Duration lifetime,
        Instant receivedAt,
        List<String> roles,
        List<Endpoint> catalog) {

    private static final Pattern HTTP = Pattern.compile("https?://[^\\s/?#]+(/[^\\s?#]*)?");
    private static final Duration EARLY = Duration.ofMinutes(2);

    /** Where a service is, seen from one side. */
    public record Endpoint(String type, String facing, String region, String url) {

        static Endpoint of(String type, JsonNode json) {
            String url = Json.text(json, "url").replaceAll("/+$", "");
            return new Endpoint(
                    type,
                    Json.text(json, "interface"),
                    Json.optionalText(json, "region_id").orElse(""),
                    type.equals(Service.GNOCCHI.catalogType()) ? url.replaceFirst("/v1$", "") : url);
        }
    }

    public Token {
        roles = List.copyOf(roles);
        catalog = List.copyOf(catalog);
    }

    static Token of(String id, JsonNode answer, Instant receivedAt) {
        JsonNode token = answer.path("token");
        Instant issued = Json.instant(token, "issued_at");
        List<String> roles = Json.list(token.path("roles"), role -> Json.text(role, "name"));
        List<Endpoint> catalog = new ArrayList<>();
        for (JsonNode service : Json.list(token.path("catalog"), one -> one)) {
            for (JsonNode endpoint : Json.list(service.path("endpoints"), one -> one)) {
                catalog.add(Endpoint.of(Json.text(service, "type"), endpoint));
            }
        }
        Duration lifetime = Duration.between(issued, Json.instant(token, "expires_at"));
        if (lifetime.isNegative()) throw new Json.Missing("the token expires before it is issued");
        return new Token(id, issued, lifetime, receivedAt, roles, catalog);
    }

    /** Time to renew it: near its end, by our clock whatever Keystone's says. */
    boolean stale(Instant now) {
        Duration tenth = lifetime.dividedBy(10);
        Duration margin = tenth.compareTo(EARLY) < 0 ? tenth : EARLY;
        return !now.isBefore(receivedAt.plus(lifetime).minus(margin));
    }

    boolean expired(Instant now) {
        return !now.isBefore(receivedAt.plus(lifetime));
    }

    /** Keystone's clock less ours; accurate to the duration of one request and Keystone's whole seconds. */
    public Duration clockSkew() {
        return Duration.between(receivedAt, issuedAt);
    }

    /**
     * @throws CloudException.Unusable when the catalog has none, or several regions to choose from
     */
    String endpoint(Service service, Facing facing, Optional<String> region) {
        List<Endpoint> found = catalog.stream()
                .filter(e ->
                        e.type().equals(service.catalogType()) && e.facing().equals(facing.value()))
                .filter(e -> region.isEmpty() || region.get().equals(e.region()))
                .toList();
        String what = facing.value() + " endpoint of " + service.title();
        if (found.isEmpty()) {
            String where = region.map(name -> " in region " + name).orElse("");
            throw new CloudException.Unusable(service, "the catalog has no " + what + where, null);
        }
        if (region.isEmpty() && found.stream().map(Endpoint::region).distinct().count() > 1) {
            throw new CloudException.Unusable(
                    service, "the catalog has a " + what + " in several regions, set region_name", null);
        }
        String url = found.get(0).url();
        if (HTTP.matcher(url).matches()) return url;
        throw new CloudException.Unusable(service, "the catalog's " + what + " is no http or https address", null);
    }

    @Override
    public String toString() {
        return "token of " + issuedAt + " for " + lifetime;
    }
}
