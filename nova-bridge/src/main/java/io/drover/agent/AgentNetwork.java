package io.drover.agent;

import io.drover.amqp.AmqpNetwork;
import io.drover.amqp.TrafficCounters;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.node.Network;
import io.drover.runtime.Tempo;
import java.time.Duration;

/** Sends what the engine says: in real time, and with what only the network has counted and only Nova has told. */
final class AgentNetwork implements Network {

    private final AmqpNetwork network;
    private final TrafficCounters traffic;
    private final RunningMigrations running;
    private final Tempo tempo;

    AgentNetwork(AmqpNetwork network, TrafficCounters traffic, RunningMigrations running, Tempo tempo) {
        this.network = network;
        this.traffic = traffic;
        this.running = running;
        this.tempo = tempo;
    }

    @Override
    public void send(Envelope envelope, Duration worth) {
        network.send(
                envelope.message() instanceof Message.MeasurementReply reply
                        ? saying(envelope, reply.with(traffic.overhead(), running.now()))
                        : envelope,
                tempo.real(worth));
    }

    private static Envelope saying(Envelope envelope, Message message) {
        return new Envelope(
                envelope.id(), envelope.source(), envelope.to(), envelope.auction(), envelope.sentAt(), message);
    }
}
