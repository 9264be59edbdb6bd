package io.drover.fleet;

import io.drover.auction.DrainProgress;
import io.drover.auction.Message;
import io.drover.auction.Situation.Refused;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandSession;
import io.drover.cluster.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at hosts that drain until they are empty, or no more goes. One thread. */
final class DrainWait {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /** With nothing on its way for so long, what is left stays. */
    private static final Duration STANDSTILL = Duration.ofSeconds(60);

    private static final double MIB_PER_GIB = 1024;

    private final DrainBroadcast fleet;
    private final CommandSession session;
    private final List<Watched> hosts = new ArrayList<>();
    private final long began = System.nanoTime();

    DrainWait(DrainBroadcast fleet, CommandSession session, List<Message.Drain> orders) {
        this.fleet = fleet;
        this.session = session;
        for (Message.Drain order : orders) hosts.add(new Watched(order));
    }

    /** One host, and what was seen of it. */
    private static final class Watched {
        private final Message.Drain order;
        private DrainProgress seen;
        private int first;
        private long firstMib;
        private long changedAt;
        private String said = "";
        private boolean ended;

        Watched(Message.Drain order) {
            this.order = order;
            this.changedAt = System.nanoTime();
        }

        void look(DrainProgress now) {
            if (seen == null || now.servers() > first) {
                first = now.servers();
                firstMib = now.memoryMib();
            }
            boolean still = seen != null && now.servers() == seen.servers() && now.moving() == 0;
            if (!still) changedAt = System.nanoTime();
            seen = now;
        }

        boolean empty() {
            return seen != null && seen.empty();
        }

        boolean stands() {
            return System.nanoTime() - changedAt > STANDSTILL.toNanos();
        }
    }

    /**
     * Returns when all hosts are empty.
     *
     * @throws CommandFault saying what stays, and why
     */
    void untilEmpty(Duration timeout) throws InterruptedException {
        Thread leaving = new Thread(this::leave, "drover-leave");
        Runtime.getRuntime().addShutdownHook(leaving);
        try {
            while (!look()) {
                if (System.nanoTime() - began > timeout.toNanos()) break;
                new CountDownLatch(1).await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            forget(leaving);
        }
        List<String> faults = new ArrayList<>();
        for (Watched host : hosts) if (!host.empty()) faults.addAll(left(host));
        if (!faults.isEmpty()) throw new CommandFault(CommandFault.FAILED, faults, null);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return; // Ctrl-C: the hook says what there is to say
        }
    }

    private void leave() {
        for (Watched host : hosts) {
            if (!host.empty()) {
                session.err()
                        .println(host.order.host() + " goes on draining; drover undrain " + host.order.host()
                                + " stops it");
            }
        }
        session.err().flush();
    }

    /** Whether there is nothing to wait for any more. */
    private boolean look() throws InterruptedException {
        boolean over = true;
        for (Watched host : hosts) {
            if (host.ended) continue;
            Optional<Message.DrainAcknowledgement> answer = fleet.look(host.order);
            if (answer.isEmpty()) say(host, host.order.host() + ": no answer");
            else if (!answer.get().draining()) host.ended = true;
            else if (!answer.get().progress().known()) say(host, host.order.host() + ": what is left is not known yet");
            else {
                host.look(answer.get().progress());
                say(host, progress(host));
            }
            host.ended |= host.empty() || host.stands();
            over &= host.ended;
        }
        return over;
    }

    private void say(Watched host, String sentence) {
        if (sentence.equals(host.said)) return;
        host.said = sentence;
        session.err().println(sentence);
        session.err().flush();
    }

    private String progress(Watched host) {
        DrainProgress seen = host.seen;
        if (seen.empty()) return host.order.host() + ": empty";
        int gone = host.first - seen.servers();
        String left = String.format(
                Locale.ROOT,
                "%s: %d of %d servers gone, %.1f GiB left, %d on their way",
                host.order.host(),
                gone,
                host.first,
                seen.memoryMib() / MIB_PER_GIB,
                seen.moving());
        return left + timeLeft(host);
    }

    /** By the memory that has gone so far. */
    private String timeLeft(Watched host) {
        long gone = host.firstMib - host.seen.memoryMib();
        if (gone <= 0) return "";
        double seconds = (System.nanoTime() - began) / 1e9 * host.seen.memoryMib() / gone;
        double rounded = Math.rint(seconds / 10) * 10;
        return String.format(Locale.ROOT, ", about %.0f s more", Math.max(10, rounded));
    }

    private static List<String> left(Watched host) {
        String name = host.order.host();
        if (host.seen == null) return List.of(name + ": nobody knows what is left, its agent does not answer");
        List<String> faults = new ArrayList<>();
        faults.add(name + " is not empty: " + host.seen.servers() + " servers are left, and it goes on draining");
        Map<String, String> reasons = new TreeMap<>();
        for (Refused stay : host.seen.stays()) reasons.put(stay.server(), stay.reason());
        reasons.forEach((server, reason) -> faults.add(name + ": " + server + " stays: " + Remedy.with(reason)));
        return faults;
    }
}
