package io.drover.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.auction.Event;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.model.Outcome.Done;
import io.drover.model.Outcome.Failed;
import io.drover.model.Outcome.Skipped;
import io.drover.runtime.AcceleratedClock;
import io.drover.runtime.PooledPace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NovaCloudTest {

    private static final double SPEED = 50;
    private static final NovaCloud.Settings SETTINGS =
            new NovaCloud.Settings("a", Limits.of(Duration.ofHours(1), Duration.ofMinutes(2)), 8);

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final PooledPace pace =
            new PooledPace("test", 2, new AcceleratedClock(InstantSource.system(), SPEED), SPEED);
    private final FakeNova nova = new FakeNova();
    private final NovaCloud cloud = new NovaCloud(nova, SETTINGS, pace, events::add, MigrationListener.NONE);

    @AfterEach
    void close() {
        nova.hanging.countDown();
        pace.close();
    }

    @Test
    void endsEachOfManyOrdersInOneEvent() throws InterruptedException {
        Set<String> ended = new HashSet<>();
        for (int i = 0; i < 8; i++) cloud.migrate(order("s" + i));
        for (int i = 0; i < 8; i++) {
            Event.MigrationEnded end = next();
            assertThat(end.outcome()).isInstanceOf(Done.class);
            assertThat(ended.add(end.server())).isTrue();
        }
        assertThat(nova.asks).hasValue(8);
        assertThat(cloud.size()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void skipsOrdersOverItsBound() throws InterruptedException {
        for (int i = 0; i < 8; i++) cloud.migrate(order("hang" + i));
        cloud.migrate(order("ninth"));
        assertThat(next().outcome()).isEqualTo(new Skipped("the agent supervises 8 migrations already"));
    }

    @Test
    void aHangingQuestionHoldsUpNobodyElse() throws InterruptedException {
        cloud.migrate(order("hang"));
        cloud.migrate(order("s1"));
        assertThat(next().server()).isEqualTo("s1");
    }

    @Test
    void refusesWithTheReasonAndAsksNothing() throws InterruptedException {
        cloud.refuse(order("s1"), "the journal cannot be written");
        assertThat(next().outcome()).isEqualTo(new Skipped("the journal cannot be written"));
        assertThat(nova.asks).hasValue(0);
    }

    @Test
    void evenAFaultOfItsOwnEndsTheOrder() throws InterruptedException {
        cloud.migrate(order("bug"));
        Outcome outcome = next().outcome();
        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(outcome.reason()).contains("a bug");
    }

    @Test
    void aFailingListenerCostsNoEvent() throws InterruptedException {
        MigrationListener failing = new MigrationListener() {
            @Override
            public void progress(MigrationOrder order, CopyProgress progress) {
                throw new IllegalStateException("a dashboard's bug");
            }

            @Override
            public void ended(MigrationOrder order, Outcome outcome, CopyMeasurement measure) {
                throw new IllegalStateException("a dashboard's bug");
            }
        };
        new NovaCloud(nova, SETTINGS, pace, events::add, failing).migrate(order("s1"));
        assertThat(next().outcome()).isInstanceOf(Done.class);
    }

    @Test
    void aStopWaitsForWhatRunsAndSkipsWhatComes() throws InterruptedException {
        cloud.migrate(order("s1"));
        await().until(() -> nova.asks.get() > 0);
        assertThat(cloud.stop(Duration.ofSeconds(10))).isEmpty();
        assertThat(next().outcome()).isInstanceOf(Done.class);
        cloud.migrate(order("s2"));
        assertThat(next().outcome()).isEqualTo(new Skipped("the agent is stopping"));
    }

    @Test
    void aStopThatRunsOutOfPatienceLeavesTheRestWithoutAnEvent() throws InterruptedException {
        nova.stuck = true;
        MigrationOrder order = order("s1");
        cloud.migrate(order);
        await().until(() -> nova.asks.get() > 0);
        assertThat(cloud.stop(Duration.ofMillis(50))).isEqualTo(List.of(order));
        nova.stuck = false;
        assertThat(events.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aWakeLooksBeforeItsTime() throws InterruptedException {
        try (PooledPace slow = new PooledPace("slow", 2, InstantSource.system(), 1)) {
            NovaCloud patient = new NovaCloud(nova, SETTINGS, slow, events::add, MigrationListener.NONE);
            patient.migrate(order("s1"));
            long begin = System.nanoTime();
            while (events.isEmpty()) {
                patient.wake("s1");
                patient.wake("someone else's");
                TimeUnit.MILLISECONDS.sleep(10);
            }
            // four looks: 0.5 s apart unwoken
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1600));
        }
    }

    private MigrationOrder order(String server) {
        return new MigrationOrder(
                "a-" + server, server, "a", "b", pace.instant().plusSeconds(600), 5, 0.1);
    }

    private Event.MigrationEnded next() throws InterruptedException {
        Event event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).isInstanceOf(Event.MigrationEnded.class);
        return (Event.MigrationEnded) event;
    }
}
