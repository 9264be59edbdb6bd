package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.wire.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private final TrafficCounters traffic = new TrafficCounters();
    private final List<OutgoingMessage> again = new ArrayList<>();
    private long now;
    private final Receipts receipts = new Receipts(traffic, again::add, () -> now);

    @Test
    void whatTheBrokerHasIsDone() {
        for (int number = 1; number <= 5; number++) receipts.expect(number, parcel("m" + number, 60));
        receipts.handleAck(2, false);
        receipts.handleAck(4, true);
        receipts.reset();
        assertThat(again).extracting(p -> p.envelope().id()).containsExactly("m5");
    }

    @Test
    void whatItDoesNotTakeIsSaidThreeTimesInAll() {
        OutgoingMessage parcel = parcel("m", 60);
        receipts.expect(1, parcel);
        receipts.reset();
        receipts.expect(2, again.get(0));
        receipts.reset();
        receipts.expect(3, again.get(1));
        receipts.reset();
        assertThat(again).containsExactly(parcel.again(), parcel.again().again());
        assertThat(traffic.dropped(DropReason.UNCONFIRMED)).isEqualTo(1);
    }

    @Test
    void whatItRefusesWaitsUntilItMayHaveComeBack() {
        receipts.expect(1, parcel("refused", 60));
        receipts.expect(2, parcel("returned", 60));
        receipts.handleNack(2, true);
        receipts.repeatOverdue();
        assertThat(again).isEmpty();
        receipts.settle("returned");
        now += receipts.nanosToNext(0) - 1;
        receipts.repeatOverdue();
        assertThat(again).isEmpty();
        now += 1;
        receipts.repeatOverdue();
        assertThat(again).extracting(p -> p.envelope().id()).containsExactly("refused");
    }

    @Test
    void whatItGaveBackIsNotSaidAgain() {
        receipts.expect(1, parcel("m", 60));
        receipts.settle("m");
        receipts.reset();
        assertThat(again).isEmpty();
        assertThat(traffic.dropped()).isZero();
    }

    @Test
    void whatIsNoLongerWorthItIsCounted() {
        receipts.expect(1, parcel("m", 0));
        receipts.reset();
        assertThat(again).isEmpty();
        assertThat(traffic.dropped(DropReason.UNCONFIRMED)).isEqualTo(1);
    }

    @Test
    void aBrokerThatConfirmsNothingFillsNoMemory() {
        for (int number = 1; number <= 1_000; number++) receipts.expect(number, parcel("m" + number, 60));
        assertThat(traffic.dropped(DropReason.UNCONFIRMED)).isEqualTo(1_000 - 256);
        assertThat(receipts.nanosToNext(1))
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofSeconds(3).toNanos());
    }

    private static OutgoingMessage parcel(String id, int seconds) {
        Message message = new Message.ResourceRelease("");
        return OutgoingMessage.of(
                new Envelope(id, "a", Address.host("b"), "", Instant.EPOCH, message), Duration.ofSeconds(seconds));
    }
}
