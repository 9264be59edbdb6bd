package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.amqp.OwnRabbit;
import io.drover.amqp.TransportUrl;
import io.drover.model.MigrationOrder;
import io.drover.wire.MessageType;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet on a real RabbitMQ that is killed while auctions run, and starts again. How many agents: the property {@code
 * drover.agents}, by default 50.
 */
@Tag("broker")
class BrokerOutageTest {

    private static final int AGENTS = Integer.getInteger("drover.agents", 50);
    private static final int HOT = Math.max(2, AGENTS / 50);
    private static final int DELIVERIES_EACH = 30;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration AWAY = Duration.ofSeconds(20);
    private static final double USUAL = 0.45;
    private static final double HEATED = 0.9;

    private final World world = new World();
    private final List<BareAgent> agents = new ArrayList<>();
    private final Queue<MigrationOrder> orders = new ConcurrentLinkedQueue<>();
    private final Map<String, Instant> firstOrder = new ConcurrentHashMap<>();
    private final ScheduledExecutorService sampling = Executors.newScheduledThreadPool(2);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        sampling.shutdownNow();
        agents.parallelStream().forEach(BareAgent::close);
    }

    @Test
    void aFleetIsWholeAgainAndLosesNothingThatWasAgreed() throws Exception {
        try (OwnRabbit rabbit = OwnRabbit.start(folder)) {
            begin(rabbit);
            say("%d agents: %.1f MiB of heap and %.1f threads each", AGENTS, heapMib() / AGENTS, threads() / AGENTS);

            relieve(0, "before the outage");
            List<String> midst = heat(HOT);
            TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos()); // some have seen it, some will while nobody hears them
            int agreed = orders.size();
            rabbit.kill();
            TimeUnit.NANOSECONDS.sleep(AWAY.toNanos());
            List<Long> answered = agents.stream().map(BrokerOutageTest::replies).toList();
            long heard = heard();
            rabbit.run();
            whole(Instant.now(), answered, heard);

            awaitCool(midst);
            say("%d orders before the kill, %d by the end", agreed, orders.size());
            relieve(2 * HOT, "after the outage");
            atRest();
        }
    }

    private void begin(OwnRabbit rabbit) throws Exception {
        List<String> names =
                IntStream.rangeClosed(1, AGENTS).mapToObj(i -> "h" + i).toList();
        names.forEach(name -> world.host(name, USUAL));
        TransportUrl url = TransportUrl.parse(rabbit.operatorUrl());
        Instant began = Instant.now();
        SplittableRandom random = new SplittableRandom(1);
        for (String name : names) {
            BareAgent agent = new BareAgent(name, world, names, url, this::ordered);
            agents.add(agent);
            sampling.scheduleAtFixedRate(
                    agent::sample, random.nextLong(INTERVAL.toMillis()), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
        say("connected one after the other in %.1f s", seconds(began));
        TimeUnit.NANOSECONDS.sleep(INTERVAL.multipliedBy(7).toNanos()); // until smoothed loads are believed
        awaitKnown();
    }

    private void ordered(MigrationOrder order) {
        orders.add(order);
        firstOrder.putIfAbsent(order.source(), Instant.now());
    }

    private void awaitKnown() {
        await("everybody to know everybody")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(agents)
                        .filteredOn(agent -> agent.peers() < AGENTS - 1)
                        .extracting(agent -> agent.host() + " knows " + agent.peers())
                        .isEmpty());
    }

    /** From the return of the broker until each agent is back, has greeted and was answered. */
    private void whole(Instant back, List<Long> answered, long before) throws InterruptedException {
        await("all links")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> agents.stream()
                        .allMatch(agent -> agent.connected() && agent.linkedAt().isAfter(back.minus(AWAY))));
        Instant last =
                agents.stream().map(BareAgent::linkedAt).max(Instant::compareTo).orElseThrow();
        double linked = Duration.between(back, last).toMillis() / 1000.0;
        await("an answer to each")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> IntStream.range(0, AGENTS).allMatch(i -> replies(agents.get(i)) > answered.get(i)));
        double greeted = seconds(back);
        awaitKnown();
        TimeUnit.NANOSECONDS.sleep(Duration.ofMillis(1000L * AGENTS / 50).toNanos()); // greetings are spread over it
        double each = (heard() - before) / (double) AGENTS;
        say("back: all linked after %.1f s, each answered after %.1f s, %.1f deliveries each", linked, greeted, each);
        assertThat(each).isLessThanOrEqualTo(DELIVERIES_EACH);
    }

    private static long replies(BareAgent agent) {
        return agent.traffic().received(MessageType.HELLO_REPLY).messages();
    }

    private long heard() {
        return agents.stream()
                .mapToLong(agent -> agent.traffic().received().messages())
                .sum();
    }

    private List<String> heat(int from) {
        List<String> hot = IntStream.range(from, from + HOT)
                .mapToObj(i -> agents.get(i).host())
                .toList();
        hot.forEach(host -> world.load(host, HEATED));
        return hot;
    }

    private void relieve(int from, String when) {
        Instant heated = Instant.now();
        List<String> hot = heat(from);
        awaitCool(hot);
        double[] waited = hot.stream()
                .mapToDouble(
                        host -> Duration.between(heated, firstOrder.get(host)).toMillis() / 1000.0)
                .sorted()
                .toArray();
        say(
                "%s: %d hosts heated at once, first order after %.1f s (median), %.1f s (last), all cool after %.1f s",
                when, HOT, waited[HOT / 2], waited[HOT - 1], seconds(heated));
    }

    private void awaitCool(List<String> hot) {
        await("no hot host")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> hot.stream().allMatch(host -> world.load(host) < 0.70));
    }

    /** Nobody holds anything, and each server was moved by one order at a time. */
    private void atRest() {
        await("the end of all negotiations")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> agents.stream().allMatch(agent -> agent.negotiations() == 0));
        assertThat(world.all()).doesNotHaveDuplicates().hasSize(8 * AGENTS);
        assertThat(orders).extracting(MigrationOrder::server).doesNotHaveDuplicates();
        assertThat(agents).allMatch(BareAgent::connected);
    }

    private static double heapMib() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
    }

    private static double threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toMillis() / 1000.0;
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
