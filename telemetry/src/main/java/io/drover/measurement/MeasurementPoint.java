package io.drover.measurement;

import io.drover.auction.AuctionSummary;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * Asks the fleet at an interval, keeps what it hears, and knows what it missed: doc/sources.md, 4.3.2. No IO: its
 * owner sends what {@link #ask()} returns, and hands over what arrives. The fleet works without it. Any number of
 * threads.
 */
public final class MeasurementPoint implements FleetView {

    /** A host that is silent for so many intervals is not shown any more. */
    private static final int SILENT = 3;
    /** Clocks of hosts differ, and an auction that ended while the question was on its way is asked for again. */
    private static final Duration SLACK = Duration.ofSeconds(30);
    /** A host that is silent for so long is forgotten. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Duration interval;
    private final InstantSource clock;
    private final Ledger ledger;
    private final Followers followers;
    private final Survey survey;
    private final SampleWindow window = new SampleWindow();
    private final MigrationBook migrations = new MigrationBook();
    private final AuctionBook auctions = new AuctionBook();
    private final SortedMap<String, Sighting> sightings = new TreeMap<>();
    private final SortedMap<String, Report> reports = new TreeMap<>();
    private boolean connected = true;

    /**
     * @param ledger is told of every sample once, of migrations when they change, of auctions when they are over
     * @param past what earlier runs kept
     * @param telling runs what follows the view
     */
    public MeasurementPoint(Duration interval, InstantSource clock, Ledger ledger, Ledger.Past past, Executor telling) {
        this.interval = interval;
        this.clock = clock;
        this.ledger = ledger;
        this.followers = new Followers(telling);
        this.survey = new Survey(interval);
        window.resume(past.means(), past.samples());
        survey.resume(past.newest(), past.readings());
        migrations.resume(past.migrations());
        auctions.resume(past.auctions());
    }

    /** Ends the running round and begins the next; empty: nobody can be asked now, and a gap begins. */
    public synchronized Optional<Message.MeasurementRequest> ask() {
        if (survey.asking()) close();
        if (!connected) return Optional.empty();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant last = survey.sampledAt();
        sightings.values().removeIf(seen -> seen.heardAt().plus(FORGOTTEN).isBefore(now));
        reports.keySet().retainAll(sightings.keySet());
        survey.ask(now);
        return Optional.of(new Message.MeasurementRequest(last == null ? Instant.EPOCH : last.minus(SLACK)));
    }

    public synchronized void hear(Envelope envelope) {
        Message message = envelope.message();
        if (message instanceof Message.MeasurementReply reply) answered(envelope, reply);
        else if (message instanceof Message.Migration told)
            migrations.began(envelope, told).ifPresent(ledger::keep);
        else if (message instanceof Message.MigrationAcknowledgement told) {
            migrations.ended(envelope, told).ifPresent(ledger::keep);
        } else return;
        followers.changed();
    }

    /** Whether the broker is there. While it is not, nothing is measured, and the next sample follows a gap. */
    public synchronized void connected(boolean is) {
        if (!is) survey.abandon();
        connected = is;
        followers.changed();
    }

    public synchronized boolean connected() {
        return connected;
    }

    /** Every host that was heard within a day, by name, silent ones too. */
    public synchronized List<Sighting> known() {
        return List.copyOf(sightings.values());
    }

    /** The newest sample; empty: there is none. */
    public synchronized Optional<Sample> newest() {
        return Optional.ofNullable(window.newest());
    }

    private void answered(Envelope envelope, Message.MeasurementReply reply) {
        String host = reply.self().host();
        Report report = reply.report();
        sightings.put(
                host,
                new Sighting(
                        reply.self(),
                        clock.instant(),
                        reply.attempts(),
                        reply.migrations(),
                        reply.failedMigrations(),
                        report.lastDecision().text()));
        reports.put(host, report);
        auctions.told(host, report).forEach(ledger::keep);
        report.underway().forEach(one -> migrations.proceeds(host, one, envelope.sentAt()));
        if (survey.answered(RoundReading.of(reply))) close();
    }

    private void close() {
        Survey.Measured measured = survey.close();
        window.add(measured.sample());
        ledger.keep(measured.sample(), measured.readings());
        followers.changed();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public synchronized List<Sighting> hosts() {
        Instant oldest = clock.instant().minus(interval.multipliedBy(SILENT));
        return sightings.values().stream()
                .filter(seen -> !seen.heardAt().isBefore(oldest))
                .toList();
    }

    @Override
    public synchronized List<Sample> samples(Instant from, Instant to, int atMost) {
        return window.between(from, to, atMost);
    }

    @Override
    public synchronized List<AuctionRow> auctions(int atMost) {
        return auctions.rows(atMost);
    }

    @Override
    public synchronized List<MigrationRow> migrations(int atMost) {
        return migrations.newest(atMost);
    }

    @Override
    public synchronized List<Advice> advice(int atMost) {
        List<AuctionSummary> known = auctions.newestFirst();
        return reports.entrySet().stream()
                .filter(told -> !told.getValue().lastDecision().text().isEmpty())
                .map(told -> NewestDecision.of(told.getKey(), told.getValue().lastDecision(), known))
                .sorted(Comparator.comparing(Advice::at).reversed().thenComparing(Advice::host))
                .limit(atMost)
                .toList();
    }

    @Override
    public Subscription follow(Runnable changed) {
        return followers.add(changed);
    }
}
