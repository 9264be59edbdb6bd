package io.drover.openstack;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openstack4j.core.transport.HttpMethod;

/**
 * One question to a service.
 *
 * @param path below the service's endpoint, encoded, with a slash in front; or a whole address without one at its end
 * @param headers beside those that every question has
 * @param body JSON; empty: none
 */
record ApiRequest(
        Service service,
        HttpMethod method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<String> body) {

    /** A number or an id, or a name of a host, which has a digit, too. A version is none. */
    private static final Pattern THING = Pattern.compile("/(?!v\\d(?:\\.\\d+)?(?:/|$))[^/]*\\d[^/]*");

    ApiRequest {
        query = new TreeMap<>(query);
        headers = new TreeMap<>(headers);
    }

    static ApiRequest get(Service service, String path) {
        return new ApiRequest(service, HttpMethod.GET, path, Map.of(), Map.of(), Optional.empty());
    }

    static ApiRequest delete(Service service, String path) {
        return new ApiRequest(service, HttpMethod.DELETE, path, Map.of(), Map.of(), Optional.empty());
    }

    static ApiRequest put(Service service, String path, Object body) {
        String json = Json.MAPPER.valueToTree(body).toString();
        return new ApiRequest(service, HttpMethod.PUT, path, Map.of(), Map.of(), Optional.of(json));
    }

    static ApiRequest post(Service service, String path, Object body) {
        String json = Json.MAPPER.valueToTree(body).toString();
        return new ApiRequest(service, HttpMethod.POST, path, Map.of(), Map.of(), Optional.of(json));
    }

    ApiRequest with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(query);
        more.put(name, String.valueOf(value));
        return new ApiRequest(service, method, path, more, headers, body);
    }

    ApiRequest at(Microversion version) {
        return header("OpenStack-API-Version", service.catalogType() + " " + version);
    }

    ApiRequest header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new ApiRequest(service, method, path, query, more, body);
    }

    /** A part of a path. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Method and path, where what stands for one thing among many is a star. */
    String call() {
        if (!path.startsWith("/")) return method + " version";
        return method + " " + THING.matcher(path).replaceAll("/*");
    }

    /** For people. */
    String title() {
        return method + " " + path;
    }
}
