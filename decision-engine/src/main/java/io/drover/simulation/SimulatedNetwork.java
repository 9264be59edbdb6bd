package io.drover.simulation;

import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.node.Network;
import io.drover.scenario.Faults;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A broker and the two hops to and from it. Without faults it keeps the order in which it took messages, as AMQP
 * queues do.
 */
final class SimulatedNetwork {

    private static final double HOP_LEAST = 0.0005;
    private static final double HOP_MEAN_MORE = 0.0005;
    private static final double OVERTAKEN_MOST = 2;

    private final VirtualClock clock;
    private final Agents agents;
    private final Faults faults;
    private final Partitions partitions;
    private final Outages outages;
    private final Traffic traffic;
    private final Spectator spectator;
    private final SplittableRandom random;
    private final long opens;
    private final long[] lastEntry;
    private final long[] lastDelivery;

    /**
     * @param opens what is sent before is lost
     */
    SimulatedNetwork(
            World world,
            Agents agents,
            Partitions partitions,
            Outages outages,
            Traffic traffic,
            long opens,
            SplittableRandom random) {
        this.clock = world.clock();
        this.agents = agents;
        this.faults = world.scenario().faults();
        this.partitions = partitions;
        this.outages = outages;
        this.traffic = traffic;
        this.spectator = world.spectator();
        this.random = random;
        this.opens = opens;
        this.lastEntry = new long[world.scenario().hosts().size()];
        this.lastDelivery = new long[world.scenario().hosts().size()];
    }

    Network of(SimulatedAgent sender) {
        return (envelope, worth) -> send(sender, envelope, worth);
    }

    /** From outside of all hosts, to every agent or to one. */
    void announce(Envelope envelope) {
        Parcel parcel = new Parcel(envelope, traffic.published(clock.now(), envelope), Long.MAX_VALUE);
        for (SimulatedAgent receiver : agents.all()) {
            boolean meant =
                    !(envelope.to() instanceof Address.Host host) || host.name().equals(receiver.name());
            if (meant && reached(receiver)) carry(parcel, receiver);
        }
    }

    private boolean reached(SimulatedAgent receiver) {
        return receiver.up() && !outages.cut(receiver.index());
    }

    private void send(SimulatedAgent sender, Envelope envelope, Duration worth) {
        if (clock.now() < opens) return;
        int bytes = traffic.published(clock.now(), envelope);
        enter(sender, new Parcel(envelope, bytes, clock.now() + worth.toNanos()));
    }

    private void enter(SimulatedAgent sender, Parcel parcel) {
        if (outages.cut(sender.index())) {
            int run = sender.run();
            outages.keep(sender.index(), () -> {
                if (sender.run() == run && clock.now() <= parcel.deadline) enter(sender, parcel);
            });
            return;
        }
        long entry = Math.max(lastEntry[sender.index()], clock.now() + hop());
        lastEntry[sender.index()] = entry;
        clock.at(entry, () -> route(sender, parcel));
    }

    private void route(SimulatedAgent sender, Parcel parcel) {
        Address to = parcel.envelope.to();
        if (to instanceof Address.Host host) unicast(sender, parcel, host.name());
        else if (to instanceof Address.MeasurementPoint) traffic.delivered(clock.now(), parcel.bytes);
        else multicast(sender, parcel);
    }

    private void unicast(SimulatedAgent sender, Parcel parcel, String name) {
        SimulatedAgent receiver = agents.named(name);
        if (receiver != null && reached(receiver)) {
            if (partitions.separate(sender.index(), receiver.index())) spectator.lost(receiver, parcel.envelope);
            else carry(parcel, receiver);
            return;
        }
        int run = sender.run();
        clock.after(hop(), () -> sender.deliver(run, new Event.Undelivered(clock.instant(), parcel.envelope)));
    }

    private void multicast(SimulatedAgent sender, Parcel parcel) {
        List<SimulatedAgent> receivers =
                parcel.envelope.to() instanceof Address.Group group ? agents.in(group.name()) : agents.all();
        for (SimulatedAgent receiver : receivers) {
            if (receiver == sender || !reached(receiver)) continue;
            if (partitions.separate(sender.index(), receiver.index())) spectator.lost(receiver, parcel.envelope);
            else carry(parcel, receiver);
        }
    }

    private void carry(Parcel parcel, SimulatedAgent receiver) {
        boolean faulty = clock.now() < faults.until().toNanos();
        if (faulty && random.nextDouble() < faults.loss()) {
            spectator.lost(receiver, parcel.envelope);
            return;
        }
        deliver(parcel, receiver, faulty);
        if (faulty && random.nextDouble() < faults.duplicate()) deliver(parcel, receiver, true);
    }

    private void deliver(Parcel parcel, SimulatedAgent receiver, boolean faulty) {
        long at = Math.max(lastDelivery[receiver.index()], clock.now() + hop());
        if (faulty && random.nextDouble() < faults.reorder()) {
            at += VirtualClock.nanos(random.nextDouble() * OVERTAKEN_MOST);
        } else {
            lastDelivery[receiver.index()] = at;
        }
        if (at > parcel.deadline) {
            spectator.lost(receiver, parcel.envelope);
            return;
        }
        int run = receiver.run();
        clock.at(at, () -> {
            if (outages.cut(receiver.index())) {
                spectator.lost(receiver, parcel.envelope);
                return;
            }
            traffic.delivered(clock.now(), parcel.bytes);
            receiver.deliver(run, new Event.Heard(clock.instant(), parcel.envelope));
        });
    }

    /** Nanoseconds of one hop: a least and an exponential rest. */
    private long hop() {
        return VirtualClock.nanos(HOP_LEAST - HOP_MEAN_MORE * StrictMath.log(1 - random.nextDouble()));
    }

    /**
     * @param bytes of each hop
     */
    private record Parcel(Envelope envelope, int bytes, long deadline) {}
}
