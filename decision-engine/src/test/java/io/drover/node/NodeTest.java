package io.drover.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.Pauses;
import io.drover.auction.TimerId;
import io.drover.engine.Engine;
import io.drover.model.HostInfo;
import io.drover.model.MigrationOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeTest {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final TimerId TIMER = new TimerId("a1", "reply");
    private static final MigrationOrder ORDER = new MigrationOrder("a1", "s1", "pm1", "pm2", AT, 12, 0.1);
    private static final Envelope RELEASE =
            new Envelope("m1", "pm1", Address.host("pm2"), "a1", AT, new Message.ResourceRelease("lost"));

    private static final List<Effect> EFFECTS = List.of(
            new Effect.Send(RELEASE, Duration.ofSeconds(10)),
            new Effect.SetTimer(TIMER, Duration.ofSeconds(1)),
            new Effect.CancelTimer(TIMER),
            new Effect.Migrate(ORDER),
            new Effect.Watch(ORDER, AT),
            new Effect.Keep(Pauses.NONE),
            Effect.say("a1", Note.Kind.HELD, "hot, but paused"));

    private final List<Object> done = new ArrayList<>();
    private final Ports ports = new Ports();

    @Test
    void everyKindOfEffectIsPerformedOnceOrKept() {
        assertThat(EFFECTS.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Effect.class.getPermittedSubclasses());
        node().on(new Event.Stopping(AT));
        assertThat(done).containsExactly("send m1", "ring reply", "cancel reply", "migrate s1", "watch s1");
        assertThat(ports.kept).isEqualTo(EFFECTS.size());
    }

    @Test
    void onlyAMigrationIsHeldBackByAJournalThatKeepsNothing() {
        ports.full = true;
        node().on(new Event.Stopping(AT));
        assertThat(done).containsExactly("send m1", "ring reply", "cancel reply", "refuse s1", "watch s1");
    }

    private Node node() {
        Engine engine = new Engine() {
            @Override
            public List<Effect> on(Event event) {
                return EFFECTS;
            }

            @Override
            public HostInfo self(Instant now) {
                throw new AssertionError("nobody asks");
            }
        };
        return new Node(engine, ports, ports, ports, ports);
    }

    private final class Ports implements Clock, Network, Cloud, Journal {

        private boolean full;
        private int kept;

        @Override
        public Instant instant() {
            return AT;
        }

        @Override
        public void ring(TimerId timer, Duration after) {
            done.add("ring " + timer.name());
        }

        @Override
        public void cancel(TimerId timer) {
            done.add("cancel " + timer.name());
        }

        @Override
        public void send(Envelope envelope, Duration worth) {
            done.add("send " + envelope.id());
        }

        @Override
        public void migrate(MigrationOrder order) {
            done.add("migrate " + order.server());
        }

        @Override
        public void refuse(MigrationOrder order, String reason) {
            done.add("refuse " + order.server());
        }

        @Override
        public void watch(MigrationOrder order, Instant giveUpAt) {
            done.add("watch " + order.server());
        }

        @Override
        public void heard(Event event) {
            assertThat(done).isEmpty();
        }

        @Override
        public boolean decided(Effect effect) {
            if (!full) kept++;
            return !full;
        }
    }
}
