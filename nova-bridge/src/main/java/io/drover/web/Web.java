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

/** An HTTP server on a few threads of its own. What it shows is added before it starts. */
public final class Web implements AutoCloseable {

    private static final int BACKLOG = 128;

    static {
        // Read once, by the first server: how long a request may take to come, and how many connections there may be.
        setUnlessSet("sun.net.httpserver.maxReqTime", "20");
        setUnlessSet("jdk.httpserver.maxConnections", "1024");
    }

    private final HttpServer server;
    private final Optional<String> token;
    private final WebThreads threads = new WebThreads();
    private Dashboard dashboard;

    private Web(HttpServer server, Optional<String> token) {
        this.server = server;
        this.token = token;
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

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }
}
