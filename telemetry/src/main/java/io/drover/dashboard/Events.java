package io.drover.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.drover.measurement.FleetView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells open pages, as Server-Sent Events, that the fleet has changed; they then ask for what they show. {@code change}
 * says so, {@code beat} that nothing did, {@code end} that nothing will any more.
 */
final class Events implements HttpHandler, AutoCloseable {

    private static final long FAREWELL_SECONDS = 1;

    private final EventPace pace;
    private final ExecutorService threads;
    private final FleetView.Subscription subscription;
    private final List<Listener> listeners = new ArrayList<>();
    private boolean closed;

    Events(FleetView fleet, EventPace pace) {
        this.pace = pace;
        this.threads = new ThreadPoolExecutor(
                0, pace.listeners(), 5, TimeUnit.SECONDS, new SynchronousQueue<>(), Events::thread);
        this.subscription = fleet.follow(this::changed);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "drover-dashboard-page");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes no thread of the server: the exchange stays open on one of ours. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!admitted(new Listener(exchange, pace))) {
            exchange.getResponseHeaders().set("Retry-After", "10");
            Reply.fault(503, "too many pages are open; this one asks now and then", true)
                    .send(exchange);
        }
    }

    private synchronized boolean admitted(Listener listener) {
        listeners.removeIf(Listener::gone);
        if (listeners.size() >= pace.listeners()) listeners.forEach(Listener::dropIfStuck);
        if (closed || listeners.size() >= pace.listeners()) return false;
        listeners.add(listener);
        threads.execute(listener);
        return true;
    }

    private synchronized void changed() {
        listeners.forEach(Listener::changed);
    }

    synchronized int listening() {
        listeners.removeIf(Listener::gone);
        return listeners.size();
    }

    @Override
    public void close() {
        subscription.close();
        synchronized (this) {
            closed = true;
            listeners.forEach(Listener::end);
        }
        threads.shutdown();
        try {
            if (threads.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
