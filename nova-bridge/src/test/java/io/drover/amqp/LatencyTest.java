package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.amqp.TestFleet.Peer;
import io.drover.auction.Address;
import io.drover.auction.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fifty agents on one broker: nothing is lost, and the times one way are printed. */
@Tag("broker")
class LatencyTest {

    private static final int AGENTS = 50;
    private static final int ROUNDS = 200;

    @Test
    void fiftyAgentsHearEachOther() throws Exception {
        try (TestFleet fleet = new TestFleet(RabbitMqTest.url())) {
            List<Peer> peers = new ArrayList<>();
            for (int i = 0; i < AGENTS; i++) peers.add(fleet.agent("agent" + i, "g"));
            unicasts(peers, 50);
            print("unicast, one at a time", unicasts(peers, 20 * ROUNDS));
            print("auction: broadcast to 49, each answers", auctions(peers));
            assertThat(peers).allMatch(peer -> peer.traffic().dropped() == 0);
        }
    }

    private static long[] unicasts(List<Peer> peers, int count) throws InterruptedException {
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            Peer to = peers.get(1 + i % (AGENTS - 1));
            long before = System.nanoTime();
            peers.get(i % (AGENTS - 1)).says(Address.host(to.name()));
            to.hears();
            nanos[i] = System.nanoTime() - before;
        }
        return nanos;
    }

    /** From the call until the last of 49 replies is here: two ways, and the whole fleet's work on this machine. */
    private static long[] auctions(List<Peer> peers) throws InterruptedException {
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            Peer opener = peers.get(round % AGENTS);
            long before = System.nanoTime();
            opener.says(Address.FLEET);
            for (Peer peer : peers) {
                if (peer == opener) continue;
                peer.hears();
                peer.says(Address.host(opener.name()));
            }
            for (int i = 1; i < AGENTS; i++) {
                Event event = opener.events().poll(10, TimeUnit.SECONDS);
                assertThat(event).isInstanceOf(Event.Heard.class);
            }
            nanos[round] = System.nanoTime() - before;
        }
        return nanos;
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: n %d, p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
                what,
                nanos.length,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }
}
