package io.drover.amqp;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A network between agent and broker that can fail: a TCP relay on the loopback. */
final class Relay implements Closeable {

    private record Pair(Socket near, Socket far) {}

    private final InetSocketAddress broker;
    private final ServerSocket server;
    private final Queue<Pair> pairs = new ConcurrentLinkedQueue<>();
    private volatile boolean refusing;
    private volatile boolean swallowing;
    private volatile boolean holding;

    Relay(TransportUrl.Broker broker) throws IOException {
        this(broker, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    Relay(TransportUrl.Broker broker, ServerSocket server) {
        this.broker = new InetSocketAddress(broker.host(), broker.port());
        this.server = server;
        thread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Both ends are closed, as when a broker dies. */
    void cut() throws IOException {
        for (Pair pair = pairs.poll(); pair != null; pair = pairs.poll()) {
            pair.near().close();
            pair.far().close();
        }
    }

    /** Only the agent notices; the broker waits for its heartbeats. */
    void cutNearEnd() throws IOException {
        holding = true;
        for (Pair pair : pairs) pair.near().close();
    }

    void refuse(boolean on) {
        refusing = on;
    }

    /** What the agent says is accepted and lost. */
    void swallow(boolean on) {
        swallowing = on;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                if (refusing) {
                    near.close();
                    continue;
                }
                Socket far = new Socket();
                far.connect(broker, 5_000);
                pairs.add(new Pair(near, far));
                thread(() -> pump(near, far, true));
                thread(() -> pump(far, near, false));
            } catch (IOException e) {
                // closed, or the broker is away: the agent will find out
            }
        }
    }

    private void pump(Socket from, Socket to, boolean towardsBroker) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (towardsBroker && swallowing) continue;
                out.write(buffer, 0, length);
                out.flush();
            }
            if (!holding) to.close();
        } catch (IOException e) {
            // the pair was cut
        }
    }

    private static void thread(Runnable task) {
        Dialer.daemon(task, "relay").start();
    }
}
