package io.drover.measurement;

import io.drover.auction.Message;
import io.drover.auction.Report;
import io.drover.measurement.FleetView.HostSample;
import io.drover.model.Framing;
import io.drover.model.HostInfo;
import java.time.Instant;

/**
 * What one host told in one round: its load and its counters as they stood.
 *
 * @param load normalised; NaN: it has no valid load
 * @param startedAt of the run of the agent that counts; the epoch: it does not tell
 */
public record RoundReading(
        String host,
        double load,
        double push,
        double pull,
        Instant startedAt,
        long attempts,
        long migrations,
        long failedMigrations,
        Report.Traffic traffic) {

    static RoundReading of(Message.MeasurementReply reply) {
        HostInfo self = reply.self();
        return new RoundReading(
                self.host(),
                self.load().measured() ? self.load().normalized() : Double.NaN,
                self.current().push(),
                self.current().pull(),
                reply.report().startedAt(),
                reply.attempts(),
                reply.migrations(),
                reply.failedMigrations(),
                reply.report().traffic());
    }

    public HostSample sample() {
        return new HostSample(host, load, push, pull);
    }

    /** Whether the load counts in the fleet's figures. */
    boolean measured() {
        return Double.isFinite(load);
    }

    private boolean sameRun(RoundReading before) {
        return startedAt.equals(before.startedAt)
                && attempts >= before.attempts
                && migrations >= before.migrations
                && traffic.messagesSent() >= before.traffic.messagesSent();
    }

    /**
     * What this host did since an earlier reading; a restarted agent has counted anew.
     *
     * @param before null: none is known
     * @param since when the sample before was taken; null: there was none
     */
    Progress since(RoundReading before, Instant since) {
        if (before != null && sameRun(before)) {
            return new Progress(
                    attempts - before.attempts, migrations - before.migrations, wire() - before.wire(), true);
        }
        boolean newRun = since != null && startedAt.isAfter(since);
        return newRun || before != null
                ? new Progress(attempts, migrations, wire(), !startedAt.equals(Instant.EPOCH))
                : Progress.UNKNOWN;
    }

    private long wire() {
        return Framing.onWire(traffic.messagesSent(), traffic.bytesSent())
                + Framing.onWire(traffic.messagesReceived(), traffic.bytesReceived());
    }

    /**
     * @param bytes on the wire, without measuring
     * @param counted whether {@code bytes} is known
     */
    record Progress(long attempts, long migrations, long bytes, boolean counted) {
        static final Progress UNKNOWN = new Progress(0, 0, 0, false);
    }
}
