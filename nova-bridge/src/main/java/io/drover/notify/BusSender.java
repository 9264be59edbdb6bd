package io.drover.notify;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.drover.amqp.ForeignBus;
import io.drover.amqp.TransportException;
import io.drover.amqp.TransportUrl;
import io.drover.config.SupervisionConfig.Notifications;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes in order, on one thread. What cannot be published is lost; the log says when that begins and ends. */
final class BusSender {

    private static final Logger LOG = LoggerFactory.getLogger("drover");
    private static final String TOPIC = "notifications.";
    private static final int PERSISTENT = 2;
    private static final int PAUSE_SECONDS = 10;
    private static final int CLOSE_MILLIS = 2_000;

    private final Notifications bus;
    private final String host;
    private final BlockingQueue<CadfEvents.Notification> waiting;
    private final ExecutorService hearing;
    private final Thread thread;
    private Connection connection;
    private Channel channel;
    private boolean failing;

    BusSender(Notifications bus, String host, BlockingQueue<CadfEvents.Notification> waiting) {
        this.bus = bus;
        this.host = host;
        this.waiting = waiting;
        this.hearing = Executors.newSingleThreadExecutor(work -> daemon(work, "drover-audit-bus"));
        this.thread = daemon(this::run, "drover-audit");
        thread.start();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void close() {
        thread.interrupt();
        hearing.shutdownNow();
    }

    private void run() {
        try {
            while (true) {
                CadfEvents.Notification next = waiting.take();
                if (!published(next)) TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            abandon();
        }
    }

    private boolean published(CadfEvents.Notification event) {
        try {
            open();
            AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                    .contentType("application/json")
                    .contentEncoding("utf-8")
                    .deliveryMode(PERSISTENT)
                    .build();
            byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
            channel.basicPublish(bus.exchange(), TOPIC + event.priority(), properties, body);
            if (failing) LOG.info("audit events are published again");
            failing = false;
        } catch (TransportException | IOException | AlreadyClosedException e) {
            if (!failing) LOG.warn("audit events are not published: {}", e.getMessage());
            failing = true;
            abandon();
        }
        return !failing;
    }

    /** The exchange is somebody's who hears them: none is made here. */
    private void open() throws TransportException, IOException {
        if (channel != null && channel.isOpen()) return;
        if (connection == null) connection = ForeignBus.connect(TransportUrl.parse(bus.url()), host, hearing);
        channel = connection.createChannel();
        if (channel == null) throw new IOException("the bus grants no channel");
        channel.exchangeDeclarePassive(bus.exchange());
    }

    private void abandon() {
        if (connection != null) connection.abort(CLOSE_MILLIS);
        connection = null;
        channel = null;
    }
}
