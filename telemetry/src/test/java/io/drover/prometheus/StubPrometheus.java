package io.drover.prometheus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.drover.openstack.Certificates;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A Prometheus that answers what a test tells it to, by a word of the query; else with nothing. */
public final class StubPrometheus implements AutoCloseable {

    public static final String EMPTY = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").stubCorsEnabled(false));

    public StubPrometheus() {
        server.start();
        server.stubFor(any(anyUrl()).atPriority(9).willReturn(json(EMPTY)));
    }

    WireMockServer server() {
        return server;
    }

    /** The answer to a query that holds this word; what was told last wins. */
    public void answers(String word, String... elements) {
        answersWith(word, "", elements);
    }

    /**
     * @param more members beside status and data, each with a comma in front
     */
    void answersWith(String word, String more, String... elements) {
        boolean range = elements.length > 0 && elements[0].contains("\"values\"");
        String type = range ? "matrix" : "vector";
        stub(
                word,
                json("{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":["
                        + String.join(",", elements) + "]}" + more + "}"));
    }

    void stub(String word, ResponseDefinitionBuilder response) {
        server.stubFor(get(urlPathEqualTo("/api/v1/query"))
                .withQueryParam("query", containing(word))
                .willReturn(response));
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    /**
     * @param labels {@code a=1,b=2}
     * @param value as Prometheus writes it
     */
    public static String element(String labels, double at, String value) {
        return "{\"metric\":" + metric(labels) + ",\"value\":[" + at + ",\"" + value + "\"]}";
    }

    /**
     * @param points {@code second value second value …}
     */
    public static String range(String labels, String points) {
        StringBuilder values = new StringBuilder();
        String[] words = points.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            values.append(i == 0 ? "" : ",").append("[" + words[i] + ",\"" + words[i + 1] + "\"]");
        }
        return "{\"metric\":" + metric(labels) + ",\"values\":[" + values + "]}";
    }

    private static String metric(String labels) {
        return "{\"" + labels.replace("=", "\":\"").replace(",", "\",\"") + "\"}";
    }

    /** Queries so far, decoded, in their order. */
    public List<String> queries() {
        List<ServeEvent> newestFirst = server.getAllServeEvents();
        return java.util.stream.IntStream.range(0, newestFirst.size())
                .mapToObj(i -> newestFirst.get(newestFirst.size() - 1 - i))
                .map(event -> event.getRequest().queryParameter("query").firstValue())
                .toList();
    }

    public URI url() {
        return URI.create(server.baseUrl());
    }

    PrometheusAccess access() {
        return new PrometheusAccess(
                Optional.of(url()), Optional.empty(), Optional.empty(), Certificates.NONE, Duration.ofSeconds(5));
    }

    public PrometheusSettings settings() {
        return settings(Optional.empty(), Optional.empty(), Optional.empty());
    }

    PrometheusSettings settings(Optional<String> hostLabel, Optional<String> hostQuery, Optional<String> serverQuery) {
        return new PrometheusSettings(
                access(), hostLabel, Optional.empty(), Duration.ofSeconds(120), hostQuery, serverQuery);
    }

    PrometheusClient client() {
        return new PrometheusClient(new DirectEndpoint(access(), url()));
    }

    /** From now on nothing listens at its address. */
    public void silence() {
        server.stop();
    }

    @Override
    public void close() {
        server.stop();
    }
}
