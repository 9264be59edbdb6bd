package io.drover.web;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.drover.config.WebConfig;
import io.drover.dashboard.Dashboard;
import io.drover.dashboard.Gate;
import io.drover.measurement.FleetView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** An HTTP server on a few threads of its own. What it shows is added before it starts. */
public final class Web implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final int BACKLOG = 32;

    static {
        // A connection that asks nothing must not hold a thread for ever; read once, by the first server.
        if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
            System.setProperty("sun.net.httpserver.maxReqTime", "20");
        }
    }

    private final HttpServer server;
    private final Optional<String> token;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), Web::daemon);
    private Dashboard dashboard;

    private Web(HttpServer server, Optional<String> token) {
        this.server = server;
        this.token = token;
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
    }

    /**
     * Takes the address; answers from {@link #start()} on.
     *
     * @throws IOException when the address cannot be had: one sentence
     * @throws io.drover.config.InvalidConfiguration when there is no token in its file
     */
    public static Web at(WebConfig config) throws IOException {
        Optional<String> token = config.token();
        InetSocketAddress listen = config.listen();
        try {
            InetAddress address = InetAddress.getByName(listen.getHostString());
            return new Web(HttpServer.create(new InetSocketAddress(address, listen.getPort()), BACKLOG), token);
        } catch (UnknownHostException e) {
            throw new IOException("the address " + listen.getHostString() + " is not known", e);
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen at " + listen.getHostString() + ":" + listen.getPort() + ": " + e.getMessage(), e);
        }
    }

    /** Behind the token, if there is one. */
    public void show(String path, HttpHandler handler) {
        server.createContext(path, handler).getFilters().add(Gate.with(token));
    }

    /** Shown without a token. */
    public void showToAll(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public void show(FleetView fleet) {
        dashboard = Dashboard.register(server, fleet, token);
    }

    public void start() {
        server.start();
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        if (dashboard != null) dashboard.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "drover-web");
        thread.setDaemon(true);
        return thread;
    }
}
