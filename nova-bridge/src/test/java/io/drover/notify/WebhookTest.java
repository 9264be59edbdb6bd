package io.drover.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drover.auction.Effect;
import io.drover.auction.Note;
import io.drover.config.NotifyConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "a-secret-of-some-length";

    private record Heard(String signature, String type, byte[] body) {}

    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(threads);
        receiver.createContext("/hook", this::take);
        receiver.createContext("/hangs", exchange -> hang());
        receiver.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        receiver.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        heard.add(new Heard(
                exchange.getRequestHeaders().getFirst("X-Drover-Signature"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestBody().readAllBytes()));
        exchange.sendResponseHeaders(answers.isEmpty() ? 204 : answers.remove(), -1);
        exchange.close();
    }

    private void hang() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Webhook webhook(String path, String... on) {
        URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + path);
        NotifyConfig config = new NotifyConfig(
                url,
                new java.util.TreeSet<>(List.of(on)),
                Optional.of(SECRET),
                Optional.empty(),
                Duration.ofMillis(300));
        return new Webhook(config, "pm1", () -> Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static Note moved(String server) {
        return new Note.Concluded("pm1/a/1", server, "pm2", true, 12.5, server + " is on pm2");
    }

    private List<String> types() {
        return heard.stream()
                .map(each -> {
                    try {
                        return JSON.readTree(each.body()).path("type").asText();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void aMoveIsOneSignedCloudEvent() throws Exception {
        try (Webhook webhook = webhook("/hook", "moved")) {
            webhook.decided(new Effect.Say(moved("s1")));
            await().until(() -> heard.size() == 1);
        }
        Heard one = heard.remove();
        assertThat(one.type()).startsWith("application/cloudevents+json");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(one.signature()).isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(one.body())));
        JsonNode event = JSON.readTree(one.body());
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("io.drover.moved");
        assertThat(event.path("source").asText()).isEqualTo("urn:drover:host:pm1");
        assertThat(event.path("time").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(event.path("data").toString())
                .isEqualTo("{\"host\":\"pm1\",\"auction\":\"pm1/a/1\",\"text\":\"s1 is on pm2\",\"server\":\"s1\","
                        + "\"destination\":\"pm2\",\"seconds\":12.5}");
    }

    @Test
    void onlyWhatIsAskedForIsTold() {
        List<Note> notes = List.of(
                new Note.Opened("pm1/a/1", Note.Strategy.PUSH, 0.9, 0.7, 3, "hot"),
                new Note.Ended("pm1/a/1", OptionalInt.empty(), "nobody can take a server"),
                new Note.Opened("pm1/a/2", Note.Strategy.PULL, 0.1, 0.3, 3, "cold"),
                new Note.Ended("pm1/a/2", OptionalInt.empty(), "nobody gives"),
                new Note.Concluded("pm1/a/3", "s", "pm2", false, 0, "stays"),
                new Note.Said("pm1/a/4", Note.Kind.FAILED, "what others told"),
                new Note.Said("", Note.Kind.PAUSED, "paused"),
                moved("last"));
        try (Webhook all = webhook("/hook", "moved", "failed", "refused_hot", "paused");
                Webhook some = webhook("/hook", "moved")) {
            notes.forEach(note -> all.decided(new Effect.Say(note)));
            await().until(() -> heard.size() == 4);
            assertThat(types())
                    .containsExactly(
                            "io.drover.refused_hot", "io.drover.failed", "io.drover.paused", "io.drover.moved");
            heard.clear();
            notes.forEach(note -> some.decided(new Effect.Say(note)));
            await().until(() -> !heard.isEmpty());
            assertThat(types()).containsExactly("io.drover.moved");
        }
    }

    @Test
    void aServerErrorIsTriedAgainAndARefusalIsNot() {
        answers.addAll(List.of(503, 204, 400));
        try (Webhook webhook = webhook("/hook", "moved")) {
            Stream.of("a", "b", "c").forEach(server -> webhook.decided(new Effect.Say(moved(server))));
            await().atMost(Duration.ofSeconds(30)).until(() -> heard.size() == 4);
        }
    }

    /** The deciding thread is this one. */
    @Test
    void aReceiverThatHangsDelaysNobodyAndItsQueueIsBounded() {
        try (Webhook webhook = webhook("/hangs", "moved")) {
            long began = System.nanoTime();
            for (int i = 0; i < Webhook.WAITING_AT_MOST + 500; i++) webhook.decided(new Effect.Say(moved("s" + i)));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(webhook.dropped()).isBetween(490L, 500L);
        }
    }
}
