package io.drover.service;

import io.drover.amqp.AmqpNetwork;
import io.drover.amqp.AmqpSettings;
import io.drover.amqp.Subscription;
import io.drover.amqp.TrafficCounters;
import io.drover.amqp.TransportException;
import io.drover.amqp.TransportUrl;
import io.drover.amqp.Trust;
import io.drover.auction.Address;
import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Bid;
import io.drover.auction.AuctionSummary.Verdict;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Report;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.Resources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Answers a measurement point over a real broker, and has moved one server. */
final class TalkingAgent implements AutoCloseable {

    static final String SERVER = "6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001";

    private final String host;
    private final double load;
    private final Instant startedAt = Instant.now();
    private volatile AmqpNetwork network;
    private final AtomicLong attempts = new AtomicLong();

    private TalkingAgent(String host, double load) {
        this.host = host;
        this.load = load;
    }

    static TalkingAgent start(String transportUrl, String host, double load) throws TransportException {
        TalkingAgent agent = new TalkingAgent(host, load);
        agent.network = AmqpNetwork.open(
                AmqpSettings.of(TransportUrl.parse(transportUrl), Subscription.agent(host, "nova")),
                Trust.IN_EVERYBODY,
                new TrafficCounters(),
                InstantSource.system(),
                agent::hear,
                (state, detail) -> {});
        return agent;
    }

    void migrates(String auction) {
        attempts.incrementAndGet();
        say(Address.MEASUREMENT_POINT, auction, new Message.Migration(SERVER, "pm2", "push", 0.7, 0.9, 12, 0.03));
        say(Address.MEASUREMENT_POINT, auction, new Message.MigrationAcknowledgement(SERVER, "pm2", true, "", 10));
    }

    private void hear(Event event) {
        if (!(event instanceof Event.Heard heard)) return;
        if (!(heard.envelope().message() instanceof Message.MeasurementRequest)) return;
        say(Address.host(heard.envelope().source()), "", reply());
    }

    private Message reply() {
        HostLoad cpus = new HostLoad(4, load * 4, load * 4, 0, 0, Instant.now());
        HostInfo self =
                HostInfo.of(host, "nova", cpus).free(Resources.of(4, 4096, 10)).build();
        long made = attempts.get();
        Report report = new Report(
                startedAt,
                null,
                new Report.Decision(Instant.now(), SERVER + " is on pm2"),
                new Report.Traffic(made * 3, made * 900, made * 3, made * 900),
                made == 0 ? List.of() : List.of(auction()),
                0,
                List.of());
        return new Message.MeasurementReply(self, made, made, 0, report);
    }

    private AuctionSummary auction() {
        Bid won = new Bid("pm2", 0.2, 1, SERVER, 0.9, 12, Verdict.WON, "the best");
        return new AuctionSummary(
                host + "/1",
                host,
                "push",
                startedAt,
                startedAt.plusSeconds(20),
                0.9,
                0.7,
                "moved",
                SERVER + " is on pm2",
                SERVER,
                host,
                "pm2",
                0.7,
                0.9,
                List.of(won),
                0);
    }

    private void say(Address to, String auction, Message message) {
        network.send(
                new Envelope(UUID.randomUUID().toString(), host, to, auction, Instant.now(), message),
                Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        network.close();
    }
}
