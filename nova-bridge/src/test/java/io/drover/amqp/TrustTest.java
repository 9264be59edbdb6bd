package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.wire.DropReason;
import io.drover.wire.MalformedMessage;
import io.drover.wire.MessageCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustTest {

    private static final Envelope PAUSE = new Envelope(
            "id", "a.example", Address.FLEET, "", Instant.EPOCH, new Message.Pause(true, "", "a", Instant.EPOCH));

    private final List<Event> heard = new ArrayList<>();
    private final TrafficCounters traffic = new TrafficCounters();

    @Test
    void onlyTheSourcesOwnUserIsBelieved() throws MalformedMessage {
        Trust users = new Trust(Optional.empty(), Optional.of(new UserPattern("drover-{host}")));
        for (String user : new String[] {null, "", "drover-", "drover-b", "a.example", "drover-a.example.com"}) {
            hear(users, user);
        }
        assertThat(heard).isEmpty();
        assertThat(traffic.dropped(DropReason.IMPOSTOR)).isEqualTo(6);
        hear(users, "drover-a.example");
        assertThat(heard).hasSize(1);
        hear(Trust.IN_EVERYBODY, "drover-b");
        assertThat(heard).hasSize(2);
    }

    @Test
    void aPatternTellsHostsApart() {
        assertThatThrownBy(() -> new UserPattern("drover")).hasMessage("does not contain {host}");
    }

    @Test
    void aSourceThatIsNoTextIsNoSource() throws MalformedMessage {
        Map<String, Object> deep = Map.of();
        for (int i = 0; i < 100_000; i++) deep = Map.of("a", deep);
        BasicProperties odd = new BasicProperties.Builder()
                .headers(Map.of("source", deep, "seal", "no bytes"))
                .build();
        new Inbox("b", Trust.IN_EVERYBODY, traffic, InstantSource.system(), heard::add)
                .hear("fleet", odd, new MessageCodec().encode(PAUSE));
        assertThat(heard).isEmpty();
        assertThat(traffic.dropped(DropReason.MISMATCH)).isEqualTo(1);
    }

    @Test
    void whoSaysTooMuchIsNotHeardForAWhile() throws MalformedMessage {
        Inbox inbox = new Inbox("b", Trust.IN_EVERYBODY, traffic, () -> Instant.EPOCH, heard::add);
        byte[] body = new MessageCodec().encode(PAUSE);
        BasicProperties sent = AmqpProperties.properties(PAUSE, "1000", "u", Optional.empty(), body);
        for (int i = 0; i < 3_000; i++) inbox.hear("fleet", sent, body);
        assertThat(heard).hasSize(SourceBudgets.MESSAGES);
        assertThat(traffic.dropped(DropReason.EXCESS)).isEqualTo(3_000 - SourceBudgets.MESSAGES);
    }

    private void hear(Trust trust, String user) throws MalformedMessage {
        BasicProperties sent =
                AmqpProperties.properties(PAUSE, "1000", user, Optional.empty(), new MessageCodec().encode(PAUSE));
        new Inbox("b", trust, traffic, InstantSource.system(), heard::add)
                .hear("fleet", sent, new MessageCodec().encode(PAUSE));
    }
}
