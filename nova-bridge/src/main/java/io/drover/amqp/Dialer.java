package io.drover.amqp;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.ListAddressResolver;
import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import io.drover.amqp.TransportUrl.Broker;
import io.drover.wire.MessageCodec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to one of the brokers of a URL, with that broker's credentials, and again whenever the connection is lost.
 * What was declared is declared anew by {@link Link}, which can wait for a queue that lingers; the client could not.
 */
final class Dialer extends ConnectionFactory {

    private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);

    /** Above what we drop with a count of its own: beyond it, a body is not even read into memory. */
    private static final int INBOUND_BYTES_MAX = MessageCodec.MAX_BYTES + 1;

    /** RabbitMQ's own default: a message's headers are one frame, so that they are bounded, too. */
    private static final int FRAME_BYTES_MAX = 128 << 10;

    private static final int DELAY_MIN_MILLIS = 100;
    private static final int DELAY_MAX_MILLIS = 2_000;
    private static final int DELAY_DOUBLINGS_MAX = 2;

    private final TransportUrl url;
    private final String name;
    private volatile Broker dialled;
    private volatile long triedAt = System.nanoTime();

    Dialer(AmqpSettings settings, ExecutorService hearing) {
        this.url = settings.url();
        this.name = "drover " + settings.station().name();
        this.dialled = url.brokers().get(0);
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        setVirtualHost(url.virtualHost());
        setCredentialsProvider(new CredentialsProvider() {
            @Override
            public String getUsername() {
                return dialled.user();
            }

            @Override
            public String getPassword() {
                return dialled.password();
            }
        });
        setConnectionTimeout(timeout);
        setHandshakeTimeout(timeout);
        setChannelRpcTimeout(timeout);
        setShutdownTimeout(timeout);
        setRequestedHeartbeat(Math.toIntExact(settings.heartbeat().toSeconds()));
        setAutomaticRecoveryEnabled(true);
        setTopologyRecoveryEnabled(false);
        setRecoveryDelayHandler(Dialer::delay);
        setMaxInboundMessageBodySize(INBOUND_BYTES_MAX);
        setRequestedFrameMax(FRAME_BYTES_MAX);
        setSharedExecutor(hearing);
        setThreadFactory(task -> daemon(task, "drover-amqp"));
        setExceptionHandler(new OneLine());
        if (url.external()) setSaslConfig(DefaultSaslConfig.EXTERNAL);
        url.tls().ifPresent(tls -> {
            useSslProtocol(tls.context());
            enableHostnameVerification();
        });
    }

    Connection dial() throws TransportException {
        List<Address> addresses = url.brokers().stream()
                .map(broker -> new Address(broker.host(), broker.port()))
                .toList();
        try {
            return newConnection((ExecutorService) null, new ListAddressResolver(addresses), name);
        } catch (IOException | TimeoutException e) {
            throw DialFailure.of(url, e);
        }
    }

    /** Where the connection goes now, or went last. */
    Broker dialled() {
        return dialled;
    }

    /** When it last began to connect, as {@link System#nanoTime} tells it. */
    long triedAt() {
        return triedAt;
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
        FrameHandlerFactory sockets = super.createFrameHandlerFactory();
        return (address, connectionName) -> {
            triedAt = System.nanoTime();
            dialled = url.brokers().stream()
                    .filter(b -> b.host().equals(address.getHost()) && b.port() == address.getPort())
                    .findFirst()
                    .orElseThrow();
            return new FrameGuard(sockets.create(address, connectionName), INBOUND_BYTES_MAX);
        };
    }

    /** Spread, so that a broker that comes back does not meet a whole fleet at once. */
    private static long delay(int attempts) {
        int most = DELAY_MAX_MILLIS << Math.min(attempts, DELAY_DOUBLINGS_MAX);
        return ThreadLocalRandom.current().nextInt(DELAY_MIN_MILLIS, most);
    }

    /** The client's own handler prints a stack trace for each attempt of each agent. */
    private final class OneLine extends ForgivingExceptionHandler {

        @Override
        public void handleUnexpectedConnectionDriverException(Connection connection, Throwable e) {
            LOG.debug("connection to {} ended: {}", dialled.address(), e.toString());
        }

        @Override
        public void handleConnectionRecoveryException(Connection connection, Throwable e) {
            LOG.info("{}", DialFailure.of(url, e).getMessage());
        }

        @Override
        public void handleChannelRecoveryException(Channel channel, Throwable e) {
            LOG.debug("channel not recovered: {}", e.toString());
        }

        @Override
        protected void log(String message, Throwable e) {
            LOG.warn("{}: {}", message, e.toString());
        }
    }
}
