package io.drover.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.openstack.CertificateFault;
import io.drover.openstack.UrlConnector;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.openstack4j.api.exceptions.ConnectionException;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpMethod;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;

/** Over HTTP. What we are known by goes to this address and no other: a redirect is not followed. */
final class DirectEndpoint implements QueryEndpoint {

    private static final String API = "/api/v1/query";
    private static final int LONGEST = 300;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UrlConnector NETWORK = new UrlConnector();

    private final PrometheusAccess access;
    private final URI url;
    private final Config config;

    /**
     * @throws IllegalArgumentException when the certificates cannot be read
     */
    DirectEndpoint(PrometheusAccess access, URI url) {
        this.access = access;
        this.url = url;
        int millis = Math.toIntExact(access.timeout().toMillis());
        Config timeouts = Config.newConfig().withConnectionTimeout(millis).withReadTimeout(millis);
        this.config = url.getScheme().equals("https")
                ? timeouts.withSSLContext(access.certificates().context())
                : timeouts;
    }

    @Override
    public JsonNode query(String promql) {
        HttpRequest.RequestBuilder<Void> request = HttpRequest.builder()
                .endpoint(url.toString())
                .path(API + "?query=" + encoded(promql) + "&timeout=" + seconds(access.timeout()))
                .method(HttpMethod.GET)
                .config(config);
        authorization().ifPresent(value -> request.header("Authorization", value));
        HttpResponse response = carried(request.build());
        byte[] body = body(response);
        if (response.getStatus() != 200) throw refusal(response, body);
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw PrometheusException.refused(url + " is not Prometheus' API: its answer is not JSON");
        }
    }

    private Optional<String> authorization() {
        if (access.login().isPresent()) {
            String pair =
                    access.login().get().user() + ":" + access.login().get().password();
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return access.tokenFile().map(file -> "Bearer " + token(file));
    }

    private static String token(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            String token = lines.findFirst().orElse("").strip();
            if (token.matches("[\\x21-\\x7e]+")) return token;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw PrometheusException.refused("Prometheus is not asked: token_file " + file + " cannot be read");
        }
        throw PrometheusException.refused(
                "Prometheus is not asked: token_file " + file + " does not begin with a token");
    }

    private HttpResponse carried(HttpRequest<Void> request) {
        try {
            return NETWORK.execute(request);
        } catch (ConnectionException e) {
            throw PrometheusException.unavailable("Prometheus at " + url + " gave no answer: " + why(e), e);
        }
    }

    private static String why(Throwable failed) {
        Throwable deepest = failed;
        for (Throwable each = failed; each != null; each = each.getCause()) {
            if (each instanceof SSLException tls) return CertificateFault.of(tls);
            deepest = each;
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    private static byte[] body(HttpResponse response) {
        try {
            return response.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private PrometheusException refusal(HttpResponse response, byte[] body) {
        int status = response.getStatus();
        String said = words(body);
        String answered = "Prometheus at " + url + " answered " + status;
        if (status >= 300 && status < 400) {
            return PrometheusException.refused(
                    answered + ": it redirects, which is not followed; set url to where it is");
        }
        if (status == 401 || status == 403) {
            return PrometheusException.refused(answered + ": it does not take " + access.credentials());
        }
        if (status == 404 && said.isEmpty()) {
            return PrometheusException.refused(
                    answered + " to " + API + ": url may lack a path prefix, such as " + url + "/prometheus");
        }
        String sentence = answered + (said.isEmpty() ? "" : ": " + said);
        return status >= 500 ? PrometheusException.unavailable(sentence, null) : PrometheusException.refused(sentence);
    }

    private static String words(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            String words = json.path("error").asText("").strip().replaceAll("\\s+", " ");
            return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
        } catch (IOException notJson) {
            return "";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
