package io.drover.service;

import io.drover.amqp.AmqpNetwork;
import io.drover.amqp.AmqpSettings;
import io.drover.amqp.LinkState;
import io.drover.amqp.Subscription;
import io.drover.amqp.TrafficCounters;
import io.drover.amqp.TrafficMetrics;
import io.drover.amqp.TransportException;
import io.drover.amqp.TransportUrl;
import io.drover.auction.Event;
import io.drover.config.MeasureConfig;
import io.drover.health.Pulse;
import io.drover.measurement.FleetView;
import io.drover.measurement.Ledger;
import io.drover.measurement.MeasurementPoint;
import io.drover.metrics.Counts;
import io.drover.metrics.FleetMetrics;
import io.drover.metrics.MetricsPage;
import io.drover.runtime.PooledPace;
import io.drover.runtime.Rounds;
import io.drover.runtime.StartException;
import io.drover.runtime.Tempo;
import io.drover.store.SqlLedger;
import io.drover.web.Web;
import io.drover.wire.MessageSeal;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A measurement point, running: it asks over AMQP, keeps in SQL, and shows over HTTP. Several may run at once; the
 * fleet works without any. Started whole or not at all.
 */
public final class MeasurementService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("drover");
    private static final int WAITING_AT_MOST = 20_000;
    private static final Duration SHOWN = Duration.ofDays(7);
    /** Without a sample for so many intervals something is wrong. */
    private static final int LATE = 3;

    private final MeasureConfig config;
    private final Tempo tempo;
    private final TrafficCounters traffic = new TrafficCounters();
    private final PooledPace pace;
    private SqlLedger store;
    private MeasurementPoint point;
    private AmqpNetwork network;
    private Web web;
    private Pulse pulse;

    private MeasurementService(MeasureConfig config, Tempo tempo) {
        this.config = config;
        this.tempo = tempo;
        this.pace = new PooledPace("drover-measure", 2, tempo.clock(), tempo.speed());
    }

    /** @throws StartException when the store, the broker or the address does not allow it */
    public static MeasurementService start(MeasureConfig config, Tempo tempo) throws StartException {
        MeasurementService service = new MeasurementService(config, tempo);
        try {
            service.begin();
            return service;
        } catch (SQLException e) {
            service.close();
            throw new StartException("the store at " + service.store.where() + " cannot be used: " + e.getMessage(), e);
        } catch (TransportException | IOException | IllegalArgumentException e) {
            service.close();
            throw new StartException(e.getMessage(), e);
        }
    }

    private void begin() throws SQLException, TransportException, IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        Counts counts = new Counts(registry);
        web = Web.at(config.web());
        store = new SqlLedger(url(), config.name(), limits(), tempo.clock());
        Ledger.Past past = store.start(now().minus(SHOWN));
        FleetMetrics metrics = new FleetMetrics(counts);
        Ledger told = Ledger.both(metrics, new GapLog(past.newest()));
        point = new MeasurementPoint(config.interval(), tempo.clock(), Ledger.both(store, told), past, telling());
        metrics.watch(point, tempo.clock());
        TrafficMetrics.register(counts, traffic, point::connected);
        StoreMetrics.register(counts, store);
        network = connect();
        web.show("/metrics", new MetricsPage(registry));
        web.showToAll("/healthz", new HealthPage(this::troubles));
        web.show(point);
        web.start();
        MeasurementQuestions questions = new MeasurementQuestions(config.name(), now());
        Rounds.every(config.interval(), pace, () -> ask(questions));
        pulse = pulse();
        LOG.info("measuring every {} s, kept in {}", config.interval().toSeconds(), store.where());
        LOG.info(
                "metrics and dashboard at http://{}:{}/",
                address().getHostString(),
                address().getPort());
    }

    private Executor telling() {
        return task -> pace.after(Duration.ZERO, task);
    }

    private String url() throws IOException {
        if (config.store().connection().isPresent())
            return config.store().connection().get();
        try {
            Files.createDirectories(config.statePath());
        } catch (IOException e) {
            throw new IOException("the state path " + config.statePath() + " cannot be made", e);
        }
        return SqlLedger.embedded(config.statePath());
    }

    private SqlLedger.Limits limits() {
        return SqlLedger.Limits.waiting(WAITING_AT_MOST)
                .withRetention(config.store().retention())
                .withRaw(config.store().raw());
    }

    private AmqpNetwork connect() throws TransportException {
        return AmqpNetwork.open(
                AmqpSettings.of(
                        TransportUrl.parse(config.bus().transportUrl()), Subscription.measurementPoint(config.name())),
                config.bus().trust(MessageSeal.WINDOW, tempo.clock()),
                traffic,
                tempo.clock(),
                this::hear,
                this::linked);
    }

    private void hear(Event event) {
        if (event instanceof Event.Heard heard) point.hear(heard.envelope());
    }

    private void linked(LinkState state, String detail) {
        boolean bad = state == LinkState.CUT || state == LinkState.BLOCKED;
        point.connected(!bad);
        if (bad) LOG.warn("broker: {}", detail);
        else LOG.info("broker: {}", detail);
    }

    private void ask(MeasurementQuestions questions) {
        point.ask()
                .ifPresent(question -> network.send(questions.toFleet(question, now()), tempo.real(config.interval())));
    }

    private List<String> troubles() {
        List<String> wrong = new ArrayList<>();
        if (!point.connected()) wrong.add("the broker is not connected");
        if (!store.state().up()) wrong.add("the store does not answer");
        if (late()) wrong.add("there is no recent sample");
        return wrong;
    }

    private boolean late() {
        Instant oldest = now().minus(config.interval().multipliedBy(LATE));
        return point.newest().map(sample -> sample.at().isBefore(oldest)).orElse(true);
    }

    private Pulse pulse() throws IOException {
        Files.createDirectories(config.statePath());
        return new Pulse(config.statePath(), "measure", config.name(), new PointSigns(this::troubles)::now).start();
    }

    private Instant now() {
        return tempo.clock().instant();
    }

    /** What shows the fleet reads here. */
    public FleetView view() {
        return point;
    }

    /** Where metrics and dashboard are. */
    public InetSocketAddress address() {
        return web.address();
    }

    /** Writes what waits for the store, for a few seconds at most, and leaves. */
    @Override
    public void close() {
        if (pulse != null) pulse.close();
        pace.close();
        if (network != null) network.close();
        if (web != null) web.close();
        if (store != null) store.close();
    }
}
