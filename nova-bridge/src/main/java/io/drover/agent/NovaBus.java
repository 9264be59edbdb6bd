package io.drover.agent;

import com.rabbitmq.client.Connection;
import io.drover.amqp.ForeignBus;
import io.drover.amqp.TransportException;
import io.drover.amqp.TransportUrl;
import io.drover.config.SupervisionConfig.Notifications;
import io.drover.nova.NovaNotifications;
import io.drover.runtime.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an ear on Nova's bus. Nothing depends on it: while it cannot be reached, migrations are polled as ever. */
final class NovaBus implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("drover");
    private static final Duration AGAIN = Duration.ofSeconds(60);
    private static final int CLOSE_MILLIS = 2_000;

    private final Notifications settings;
    private final String host;
    private final Pace pace;
    private final Consumer<String> wake;
    private final ExecutorService hearing = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "drover-nova-bus");
        thread.setDaemon(true);
        return thread;
    });
    private Connection connection;
    private boolean closed;

    /**
     * @param wake hears the id of each server of which Nova says something; must be quick
     */
    NovaBus(Notifications settings, String host, Pace pace, Consumer<String> wake) {
        this.settings = settings;
        this.host = host;
        this.pace = pace;
        this.wake = wake;
    }

    /** Tries now and then again until the bus is there; from then on the connection comes back by itself. */
    void open() {
        later(Duration.ZERO);
    }

    private void later(Duration after) {
        try {
            pace.after(after, this::connect);
        } catch (RejectedExecutionException ended) {
            LOG.debug("Nova's bus is not tried any more: the agent ends");
        }
    }

    private synchronized void connect() {
        if (closed) return;
        Connection opened = null;
        try {
            opened = ForeignBus.connect(TransportUrl.parse(settings.url()), host, hearing);
            NovaNotifications.listen(opened, settings.exchange(), wake);
            connection = opened;
            LOG.info("hearing Nova's notifications");
        } catch (TransportException | IOException e) {
            if (opened != null) opened.abort(CLOSE_MILLIS);
            LOG.warn("Nova's notifications are not heard, migrations are polled: {}", e.getMessage());
            later(AGAIN);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (connection != null) connection.abort(CLOSE_MILLIS);
        hearing.shutdownNow();
    }
}
