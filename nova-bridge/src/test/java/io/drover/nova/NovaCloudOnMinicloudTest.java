package io.drover.nova;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.drover.auction.Event;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.model.Outcome.Done;
import io.drover.model.Outcome.Failed;
import io.drover.model.Outcome.Refused;
import io.drover.model.Outcome.Skipped;
import io.drover.openstack.MigrationFilter;
import io.drover.openstack.NovaClient;
import io.drover.runtime.PooledPace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cloud")
class NovaCloudOnMinicloudTest {

    private static final Limits LIMITS = Limits.of(Duration.ofMinutes(5), Duration.ofSeconds(120));

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final PooledPace pace = new PooledPace("nova-test", 2, InstantSource.system(), 1);
    private final Heard heard = new Heard();
    private Minicloud minicloud;

    /** Prints what a dashboard would show. */
    private static final class Heard implements MigrationListener {

        private volatile CopyMeasurement measure = CopyMeasurement.NONE;
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public void progress(MigrationOrder order, CopyProgress progress) {
            looks.incrementAndGet();
        }

        @Override
        public void ended(MigrationOrder order, Outcome outcome, CopyMeasurement seen) {
            measure = seen;
            System.out.printf("%s -> %s: %s; %s%n", order.source(), order.destination(), outcome, seen);
        }
    }

    @BeforeEach
    void connect() throws Exception {
        minicloud = new Minicloud();
    }

    @AfterEach
    void clean() throws Exception {
        pace.close();
        minicloud.clean();
    }

    @Test
    void movesAServer() throws Exception {
        String server = minicloud.server("moves", "pm1");
        cloud(LIMITS).migrate(order(server, "pm1", "pm2"));
        Outcome outcome = outcome();
        assertThat(outcome).isInstanceOf(Done.class);
        assertThat(((Done) outcome).seconds()).isBetween(1.0, 60.0);
        assertThat(minicloud.hostOf(server)).isEqualTo("pm2");
        assertThat(heard.looks).hasPositiveValue();
        assertThat(heard.measure.total()).hasValue(256L << 20);
        assertThat(events).as("one event for one order").isEmpty();
    }

    @Test
    void tellsOfAMigrationThatBreaksOffHalfway() throws Exception {
        String server = minicloud.server("halfway", "pm1");
        minicloud.script("fail", server, "the link broke");
        cloud(LIMITS).migrate(order(server, "pm1", "pm2"));
        assertThat(outcome()).isInstanceOf(Failed.class);
        assertThat(minicloud.hostOf(server)).isEqualTo("pm1");
    }

    @Test
    void barsThePairThatTheDestinationRefuses() throws Exception {
        String server = minicloud.server("check", "pm1");
        minicloud.script("fail_check", server, "CPU does not match");
        cloud(LIMITS).migrate(order(server, "pm1", "pm3"));
        Outcome outcome = outcome();
        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(outcome.reason()).contains("pm3");
    }

    @Test
    void barsThePairForWhichTheSchedulerFindsNoValidHost() throws Exception {
        String server = minicloud.server("itself", "pm1");
        cloud(LIMITS).migrate(order(server, "pm1", "pm1"));
        Outcome outcome = outcome();
        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(outcome.reason()).contains("No valid host was found");
    }

    @Test
    void asksNothingForADisabledDestinationAnUnknownOneOrAServerElsewhere() throws Exception {
        String server = minicloud.server("objections", "pm1");
        minicloud.disable("pm4");
        try {
            cloud(LIMITS).migrate(order(server, "pm1", "pm4"));
            assertThat(outcome()).isEqualTo(new Skipped("the compute service of pm4 is disabled: nova-test"));
        } finally {
            minicloud.enable("pm4");
        }
        cloud(LIMITS).migrate(order(server, "pm1", "nowhere"));
        assertThat(outcome()).isEqualTo(new Skipped("Nova has no compute service on nowhere"));
        cloud(LIMITS).migrate(order(server, "pm2", "pm3"));
        assertThat(outcome()).isEqualTo(new Skipped("the server is on pm1 now"));
        assertThat(migrations(server)).isZero();
    }

    @Test
    void breaksOffAGuestThatDirtiesMemoryFasterThanItIsSent() throws Exception {
        String server = minicloud.server("dirty", "pm1");
        minicloud.load(server, 2000);
        Limits hasty = new Limits(Duration.ofMinutes(2), Duration.ofSeconds(60), Duration.ofSeconds(8), 2);
        cloud(hasty).migrate(order(server, "pm1", "pm2"));
        Outcome outcome = outcome();
        assertThat(outcome).isEqualTo(new Failed("aborted: still copying after 8 s"));
        assertThat(minicloud.hostOf(server)).isEqualTo("pm1");
    }

    @Test
    void asksOnceAlthoughTheAnswerIsLost() throws Exception {
        String server = minicloud.server("lost", "pm1");
        try (Relay nova = new Relay(8774, request -> request.contains("os-migrateLive"), answer -> answer);
                Relay keystone = new Relay(
                        5000,
                        request -> false,
                        answer -> answer.replace("127.0.0.1:8774", "127.0.0.1:" + nova.port())
                                .replaceFirst("(?im)^Content-Length: .*\r\n", ""))) {
            NovaClient client = new NovaClient(
                    minicloud.session(Map.of("auth_url", "http://127.0.0.1:" + keystone.port() + "/v3")));
            cloud(client, LIMITS).migrate(order(server, "pm1", "pm2"));
            assertThat(outcome()).isInstanceOf(Done.class);
            assertThat(nova.lost()).as("requests for a live migration").isEqualTo(1);
        }
        assertThat(minicloud.hostOf(server)).isEqualTo("pm2");
        assertThat(migrations(server)).isEqualTo(1);
    }

    @Test
    void aRestartFindsOutHowTheMigrationOfTheRunBeforeEnded() throws Exception {
        String server = minicloud.server("restart", "pm1");
        MigrationOrder order = order(server, "pm1", "pm2");
        NovaCloud before = cloud(LIMITS);
        before.migrate(order);
        for (int i = 0; i < 100 && migrations(server) == 0; i++) TimeUnit.MILLISECONDS.sleep(100);
        assertThat(before.stop(Duration.ofMillis(1))).containsExactly(order);
        cloud(LIMITS).watch(order, Instant.now().plusSeconds(60));
        assertThat(outcome()).isInstanceOf(Done.class);
        assertThat(migrations(server)).isEqualTo(1);
        assertThat(events).isEmpty();
    }

    @Test
    void hearsOfAMigrationOnNovasOwnBus() throws Exception {
        String server = minicloud.server("bus", "pm1");
        Set<String> awake = ConcurrentHashMap.newKeySet();
        ConnectionFactory bus = new ConnectionFactory();
        bus.setUri("amqp://minicloud:minicloud@127.0.0.1:5672/%2F");
        NovaCloud cloud = cloud(LIMITS);
        try (Connection connection = bus.newConnection("nova-test");
                NovaNotifications notifications = NovaNotifications.listen(connection, "nova", id -> {
                    awake.add(id);
                    cloud.wake(id);
                })) {
            cloud.migrate(order(server, "pm1", "pm2"));
            assertThat(outcome()).isInstanceOf(Done.class);
            assertThat(awake).contains(server);
            assertThat(notifications.unreadable()).isZero();
        }
    }

    private NovaCloud cloud(Limits limits) {
        return cloud(minicloud.client(), limits);
    }

    private NovaCloud cloud(NovaClient client, Limits limits) {
        return new NovaCloud(
                new NovaMigrations(client), new NovaCloud.Settings("pm1", limits, 4), pace, events::add, heard);
    }

    private static MigrationOrder order(String server, String source, String destination) {
        return new MigrationOrder(
                "nova-a1", server, source, destination, Instant.now().plusSeconds(30), 1, 0.1);
    }

    private Outcome outcome() throws InterruptedException {
        Event event = events.poll(120, TimeUnit.SECONDS);
        assertThat(event).isInstanceOf(Event.MigrationEnded.class);
        return ((Event.MigrationEnded) event).outcome();
    }

    private int migrations(String server) {
        return minicloud
                .client()
                .migrations(MigrationFilter.LIVE.ofServer(server))
                .size();
    }
}
