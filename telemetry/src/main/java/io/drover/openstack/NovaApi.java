package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** How Nova is asked: at which microversion, for one answer, for a list, page by page. */
final class NovaApi {

    static final int PAGE = 200;
    static final int PAGES_AT_MOST = 500;

    private final Session session;
    private final Versions versions;

    NovaApi(Session session) {
        this.session = session;
        this.versions = new Versions(session, Service.NOVA, NovaClient.LEAST, NovaClient.NEWEST);
    }

    /** The one in use. */
    Microversion microversion() {
        return versions.chosen();
    }

    /**
     * Has it done.
     *
     * @return the request's id
     */
    Optional<String> send(ApiRequest request) {
        ApiRequest asked = request.at(microversion());
        return versioned(() -> session.ask(asked)).requestId();
    }

    ApiRequest get(String path) {
        return ApiRequest.get(Service.NOVA, path).at(microversion());
    }

    <T> T ask(ApiRequest request, String field, Function<JsonNode, T> read) {
        return ask(request, json -> read.apply(Json.present(json, field)));
    }

    <T> T ask(ApiRequest request, Function<JsonNode, T> read) {
        return versioned(() -> session.ask(request, read));
    }

    /** Rows of a cell that is out of reach are left out; they cannot be of a host that can be asked about. */
    <T> List<T> list(ApiRequest request, String field, Function<JsonNode, T> read) {
        return ask(
                request,
                field,
                json -> Json.list(json, row -> row).stream()
                        .filter(row -> !Partial.is(row))
                        .map(read)
                        .toList());
    }

    /** Those of a cell that is out of reach, too. */
    <T> List<T> everyRow(ApiRequest request, String field, Function<JsonNode, T> read) {
        return ask(request, field, json -> Json.list(json, read));
    }

    /**
     * A page tells that there are more by a link; the next one starts after its last row. What is listed twice, because
     * rows move between two pages, counts once.
     *
     * @param key the field that a row is known by
     */
    <T> List<T> pages(ApiRequest first, String field, Function<JsonNode, T> read, String key) {
        Map<String, T> all = new LinkedHashMap<>();
        ApiRequest request = first;
        for (int page = 0; page < PAGES_AT_MOST; page++) {
            Optional<String> last = ask(request, json -> page(json, field, read, key, all));
            if (last.isEmpty()) return List.copyOf(all.values());
            request = first.with("marker", last.get());
        }
        throw CloudException.unusable(Service.NOVA, "Nova lists more than " + PAGES_AT_MOST + " pages of " + field);
    }

    /** The key of its last row; empty: it is the last page. */
    private static <T> Optional<String> page(
            JsonNode json, String field, Function<JsonNode, T> read, String key, Map<String, T> all) {
        List<JsonNode> rows = Json.list(Json.present(json, field), row -> row);
        for (JsonNode row : rows) {
            if (!Partial.is(row)) all.putIfAbsent(Json.text(row, key), read.apply(row));
        }
        boolean more = json.path(field + "_links").toString().contains("\"next\"");
        return more && !rows.isEmpty() ? Optional.of(Json.text(rows.get(rows.size() - 1), key)) : Optional.empty();
    }

    /** 406: Nova was replaced by an older one. */
    private <T> T versioned(Supplier<T> call) {
        try {
            return call.get();
        } catch (CloudException.Refused e) {
            if (e.status() == 406) versions.forget();
            throw e;
        }
    }
}
