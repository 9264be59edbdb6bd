package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The microversion to speak with a service: the highest that both sides know. Asked once, and again after
 * {@link #forget}.
 */
final class Versions {

    /** Nova's endpoint may end in its version, and in a project's id after that. */
    private static final Pattern VERSIONED = Pattern.compile("(.*/v\\d+(?:\\.\\d+)?)(?:/[^/]+)?");

    private final Session session;
    private final Service service;
    private final Microversion least;
    private final Microversion newest;
    private volatile Microversion chosen;

    /**
     * @param least older than this does not do
     * @param newest newer than this is not known
     */
    Versions(Session session, Service service, Microversion least, Microversion newest) {
        this.session = session;
        this.service = service;
        this.least = least;
        this.newest = newest;
    }

    Microversion chosen() {
        Microversion known = chosen;
        if (known == null) {
            known = negotiated();
            chosen = known;
        }
        return known;
    }

    void forget() {
        chosen = null;
    }

    private Microversion negotiated() {
        String endpoint = session.endpoint(service);
        Matcher versioned = VERSIONED.matcher(endpoint);
        String root = versioned.matches() ? versioned.group(1) : endpoint;
        boolean unversioned = !versioned.matches();
        return session.ask(ApiRequest.get(service, root), answer -> {
            if (answer.has("version")) return choose(List.of(answer.path("version")));
            List<JsonNode> documents = Json.list(answer.path("versions"), one -> one);
            Microversion chosen = choose(documents);
            if (unversioned) documents.forEach(document -> follow(endpoint, document));
            return chosen;
        });
    }

    /**
     * Nova answers nothing below its root. The document's own link says where it does, of which only the path counts:
     * the token goes to no other machine, and behind a proxy that ends TLS Nova does not know its own address.
     */
    private void follow(String endpoint, JsonNode document) {
        if (highest(document).isEmpty()) return;
        for (JsonNode link : Json.list(document.path("links"), one -> one)) {
            String href = link.path("href").asText("");
            if (!link.path("rel").asText("").equals("self") || href.isEmpty()) continue;
            URI root = URI.create(endpoint);
            String path = URI.create(href).getPath();
            String own = root.getPath() == null ? "" : root.getPath();
            String below = path != null && path.startsWith(own + "/") ? path : own + "/" + Json.text(document, "id");
            session.follow(endpoint, root.resolve(below.replaceAll("/+$", "")).toString());
            return;
        }
    }

    private Microversion choose(List<JsonNode> documents) {
        Microversion offered = documents.stream()
                .flatMap(document -> highest(document).stream())
                .max(Microversion::compareTo)
                .orElseThrow(() -> new Json.Missing("no microversion is offered"));
        Microversion both = offered.atLeast(newest) ? newest : offered;
        if (both.atLeast(least)) return both;
        throw new CloudException.Unusable(
                service, service.title() + " offers " + offered + ", and Drover needs at least " + least, null);
    }

    /** Nova says {@code version}, Placement {@code max_version}. */
    private Optional<Microversion> highest(JsonNode document) {
        return Json.optionalText(document, "max_version")
                .or(() -> Json.optionalText(document, "version"))
                .map(Microversion::parse)
                .filter(version -> version.major() == least.major());
    }
}
