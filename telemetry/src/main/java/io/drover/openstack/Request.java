package io.drover.openstack;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openstack4j.core.transport.HttpMethod;

/**
 * One question to a service.
 *
 * @param path below the service's endpoint, encoded, with a slash in front; or a whole address without one at its end
 * @param microversion empty: the service has none
 * @param body JSON; empty: none
 */
record Request(
        Service service,
        HttpMethod method,
        String path,
        Map<String, String> query,
        Optional<Microversion> microversion,
        Optional<String> body) {

    Request {
        query = new TreeMap<>(query);
    }

    static Request get(Service service, String path) {
        return new Request(service, HttpMethod.GET, path, Map.of(), Optional.empty(), Optional.empty());
    }

    static Request delete(Service service, String path) {
        return new Request(service, HttpMethod.DELETE, path, Map.of(), Optional.empty(), Optional.empty());
    }

    static Request post(Service service, String path, Object body) {
        String json = Json.MAPPER.valueToTree(body).toString();
        return new Request(service, HttpMethod.POST, path, Map.of(), Optional.empty(), Optional.of(json));
    }

    Request with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(query);
        more.put(name, String.valueOf(value));
        return new Request(service, method, path, more, microversion, body);
    }

    Request at(Microversion version) {
        return new Request(service, method, path, query, Optional.of(version), body);
    }

    /** A part of a path. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** For people. */
    String title() {
        return method + " " + path;
    }
}
