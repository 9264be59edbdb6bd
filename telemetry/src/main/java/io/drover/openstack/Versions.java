package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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
        return session.ask(ApiRequest.get(service, root), this::choose);
    }

    private Microversion choose(JsonNode answer) {
        List<JsonNode> documents = new ArrayList<>();
        if (answer.has("version")) documents.add(answer.path("version"));
        answer.path("versions").forEach(documents::add);
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
