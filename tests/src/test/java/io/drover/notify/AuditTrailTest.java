package io.drover.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.drover.amqp.ForeignBus;
import io.drover.amqp.TransportUrl;
import io.drover.auction.Effect;
import io.drover.auction.Note;
import io.drover.config.SupervisionConfig.Notifications;
import io.drover.emulator.EmbeddedBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** CADF events on a bus, as a service of OpenStack's hears them. */
class AuditTrailTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00.25Z");
    private static final String SERVER = "6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001";

    private record Heard(String key, JsonNode message) {}

    @Test
    void eachMigrationIsToldWhenItBeginsAndWhenItEnds() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        Queue<Heard> heard = new ConcurrentLinkedQueue<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Connection service = ForeignBus.connect(TransportUrl.parse(broker.transportUrl()), "api", threads)) {
            Channel channel = service.createChannel();
            channel.exchangeDeclare("nova", "topic");
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, "nova", "notifications.*");
            channel.basicConsume(
                    queue,
                    true,
                    (tag, delivery) -> heard.add(new Heard(
                            delivery.getEnvelope().getRoutingKey(),
                            JSON.readTree(JSON.readTree(delivery.getBody())
                                    .get("oslo.message")
                                    .textValue()))),
                    tag -> {});
            try (AuditTrail trail =
                    new AuditTrail(new Notifications(broker.transportUrl(), "nova"), "pm1", InstantSource.fixed(NOW))) {
                say(trail, new Note.Said("a1", Note.Kind.BID, "would take it"));
                say(trail, new Note.Migrating("pm1/k/4", SERVER, "pm2", 12, 0.1, "it goes to pm2"));
                say(trail, new Note.Concluded("pm1/k/4", SERVER, "pm2", false, 0, "it stays"));
                await("two events").atMost(Duration.ofSeconds(20)).until(() -> heard.size() == 2);
            }
        } finally {
            threads.shutdownNow();
        }
        Heard begun = heard.remove();
        assertThat(begun.key()).isEqualTo("notifications.info");
        assertThat(begun.message().get("event_type").asText()).isEqualTo("drover.live_migration.start");
        assertThat(begun.message().get("publisher_id").asText()).isEqualTo("drover.pm1");
        assertThat(begun.message().get("timestamp").asText()).isEqualTo("2026-11-28 12:00:00.250000");
        JsonNode event = begun.message().get("payload");
        assertThat(event.get("typeURI").asText()).isEqualTo("http://schemas.dmtf.org/cloud/audit/1.0/event");
        assertThat(event.get("eventTime").asText()).isEqualTo("2026-11-28T12:00:00.250000+0000");
        assertThat(event.get("target").get("id").asText()).isEqualTo(SERVER);
        assertThat(event.get("tags")).hasToString("[\"auction:pm1/k/4\",\"destination:pm2\"]");
        assertThat(event.get("outcome").asText()).isEqualTo("pending");
        Heard over = heard.remove();
        assertThat(over.key()).isEqualTo("notifications.error");
        assertThat(over.message().get("payload").get("outcome").asText()).isEqualTo("failure");
    }

    private static void say(AuditTrail trail, Note note) {
        assertThat(trail.decided(new Effect.Say(note))).isTrue();
    }
}
