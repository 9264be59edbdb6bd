package io.drover.emulator;

import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.port.AmqpPort;

/**
 * An AMQP 0-9-1 broker (Apache Qpid Broker-J) in this process, on the loopback interface and a port of its own. Nothing
 * is kept on disk. Queues are bounded by the broker, as a RabbitMQ policy would do it: the oldest messages go.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String USER = "drover";
    private static final int MESSAGES_MAX = 10_000;
    private static final String IGNORE = "IGNORE";

    /** Qpid tells its parts only to a listener. */
    private static final class Container extends SystemLauncherListener.DefaultSystemLauncherListener {
        private SystemConfig<?> system;

        @Override
        public void onContainerResolve(SystemConfig<?> resolved) {
            system = resolved;
        }
    }

    private final SystemLauncher launcher;
    private final String password;
    private final int port;

    private EmbeddedBroker(SystemLauncher launcher, String password, int port) {
        this.launcher = launcher;
        this.password = password;
        this.port = port;
    }

    public static EmbeddedBroker start() {
        return start(MESSAGES_MAX);
    }

    /** {@code messagesMax} is what every queue holds at most. */
    public static EmbeddedBroker start(int messagesMax) {
        ServerLogs.silence();
        String password = UUID.randomUUID().toString();
        Container container = new Container();
        SystemLauncher launcher = new SystemLauncher(container);
        try {
            launcher.startup(attributes(password, messagesMax));
            return new EmbeddedBroker(launcher, password, boundPort(container.system));
        } catch (Exception e) {
            launcher.shutdown();
            throw new IllegalStateException("the embedded broker does not start: " + e.getMessage(), e);
        }
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public String virtualHost() {
        return "/";
    }

    /** As oslo.messaging's {@code transport_url}. */
    public String transportUrl() {
        return "rabbit://" + USER + ":" + password + "@" + HOST + ":" + port + "/";
    }

    @Override
    public void close() {
        launcher.shutdown();
    }

    private static Map<String, Object> attributes(String password, int messagesMax) {
        URL configuration = EmbeddedBroker.class.getResource("broker.json");
        Map<String, String> context = new HashMap<>();
        context.put("drover.amqp.password", password);
        context.put("queue.defaultMaximumQueueDepthMessages", Integer.toString(messagesMax));
        context.put("queue.defaultOverflowPolicy", "RING");
        context.put("queue.behaviourOnUnknownDeclareArgument", IGNORE);
        context.put("exchange.behaviourOnUnknownDeclareArgument", IGNORE);
        context.put("qpid.broker.networkBufferSize", "65536");
        context.put("broker.directByteBufferPoolSize", "16");
        return Map.of(
                "type",
                "Memory",
                "initialConfigurationLocation",
                configuration.toExternalForm(),
                "startupLoggedToSystemOut",
                false,
                "context",
                context);
    }

    private static int boundPort(SystemConfig<?> system) {
        if (system.getContainer() instanceof Broker<?> broker) {
            for (Port<?> port : broker.getPorts()) {
                if (port instanceof AmqpPort<?> amqp) {
                    return amqp.getBoundPort();
                }
            }
        }
        throw new IllegalStateException("the embedded broker has no AMQP port");
    }
}
