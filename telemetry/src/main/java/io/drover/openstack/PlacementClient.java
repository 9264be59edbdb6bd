package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.model.Resources;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Placement. Thread-safe; every call is bounded by the access' timeouts and throws nothing but
 * {@link CloudException}.
 */
public final class PlacementClient {

    /** Below this there are no trees of providers. */
    public static final Microversion LEAST = new Microversion(1, 14);

    public static final Microversion NEWEST = new Microversion(1, 39);

    private final Session session;
    private final Versions versions;

    /**
     * A resource provider.
     *
     * @param id UUID; a host's is its hypervisor's id
     * @param root the provider at the top of its tree
     */
    public record Provider(String id, String name, String root) {

        static Provider of(JsonNode json) {
            return new Provider(
                    Json.text(json, "uuid"), Json.text(json, "name"), Json.text(json, "root_provider_uuid"));
        }
    }

    /** How much of one resource class a provider has. */
    public record Inventory(long total, long reserved, double allocationRatio) {

        /** Placement's own: a signed 32-bit number. */
        private static final long MOST = Integer.MAX_VALUE;

        static Inventory of(JsonNode json) {
            JsonNode ratio = Json.present(json, "allocation_ratio");
            long total = Json.number(json, "total");
            long reserved = Json.number(json, "reserved");
            boolean sane = ratio.isNumber() && ratio.asDouble() >= 0 && total >= 0 && reserved >= 0;
            if (!sane || total > MOST || reserved > MOST || ratio.asDouble() > MOST) {
                throw new Json.Missing("not an inventory: " + json);
            }
            return new Inventory(total, reserved, ratio.asDouble());
        }

        /** What servers may be promised in all. */
        public long capacity() {
            return (long) Math.floor((total - reserved) * allocationRatio);
        }
    }

    /** Asks nothing yet. */
    public PlacementClient(Session session) {
        this.session = session;
        this.versions = new Versions(session, Service.PLACEMENT, LEAST, NEWEST);
    }

    /** The one in use. */
    public Microversion microversion() {
        return versions.chosen();
    }

    public Optional<Provider> provider(String name) {
        return providers(get("/resource_providers").with("name", name)).stream().findFirst();
    }

    /** A host's provider and those below it, such as its GPUs. */
    public List<Provider> tree(String provider) {
        return providers(get("/resource_providers").with("in_tree", provider));
    }

    /** By resource class. */
    public SortedMap<String, Inventory> inventories(String provider) {
        return ask(
                get(of(provider) + "/inventories"), json -> Json.map(Json.present(json, "inventories"), Inventory::of));
    }

    public Resources usages(String provider) {
        return ask(get(of(provider) + "/usages"), json -> resources(json.path("usages")));
    }

    /** By consumer: a server's id, or a migration's uuid for what is held on its source. */
    public SortedMap<String, Resources> allocations(String provider) {
        Function<JsonNode, Resources> read = json -> resources(Json.present(json, "resources"));
        return ask(get(of(provider) + "/allocations"), json -> Json.map(Json.present(json, "allocations"), read));
    }

    /** By provider; empty when nobody knows the consumer. */
    public SortedMap<String, Resources> allocationsOfConsumer(String consumer) {
        Function<JsonNode, Resources> read = json -> resources(Json.present(json, "resources"));
        return ask(
                get("/allocations/" + ApiRequest.encoded(consumer)), json -> Json.map(json.path("allocations"), read));
    }

    public List<String> traits(String provider) {
        return ask(get(of(provider) + "/traits"), json -> Json.texts(json.path("traits")));
    }

    private List<Provider> providers(ApiRequest request) {
        return ask(request, json -> Json.list(Json.present(json, "resource_providers"), Provider::of));
    }

    private static String of(String provider) {
        return "/resource_providers/" + ApiRequest.encoded(provider);
    }

    private static Resources resources(JsonNode amounts) {
        return new Resources(Json.map(amounts, Json::whole));
    }

    private ApiRequest get(String path) {
        return ApiRequest.get(Service.PLACEMENT, path).at(versions.chosen());
    }

    private <T> T ask(ApiRequest request, Function<JsonNode, T> read) {
        try {
            return session.ask(request, read);
        } catch (CloudException.Refused e) {
            if (e.status() == 406) versions.forget();
            throw e;
        }
    }
}
