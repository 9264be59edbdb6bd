package io.drover.dashboard;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.drover.measurement.FleetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page about the fleet, the JSON documents behind it under {@code /api/v1/}, and a stream that says when they
 * changed. Takes the server's root; what its owner registers under a longer path stays the owner's.
 *
 * <p>Without a token it answers on the loopback interface only. The page asks only the server that it came from.
 */
public final class Dashboard implements AutoCloseable {

    private final HttpServer server;
    private final Events events;
    private final List<HttpContext> contexts = new ArrayList<>();

    private Dashboard(HttpServer server, FleetView fleet) {
        this.server = server;
        this.events = new Events(fleet, EventPace.USUAL);
    }

    /**
     * Adds the dashboard to a server that its owner starts and stops. The owner's executor serves the documents; each
     * live page takes a thread of the dashboard's own, of which there is a bounded number.
     *
     * @param token what everybody must show; empty: nothing, and the loopback interface only
     * @throws IllegalArgumentException when the token is too short to keep anybody out
     */
    public static Dashboard register(HttpServer server, FleetView fleet, Optional<String> token) {
        Gate gate = new Gate(token.map(AccessToken::new));
        Dashboard dashboard = new Dashboard(server, fleet);
        dashboard.add("/", new Assets(), gate);
        dashboard.add("/api/v1/", new Api(new ApiDocuments(fleet)), gate);
        dashboard.add("/api/v1/events", dashboard.events, gate);
        return dashboard;
    }

    private void add(String path, HttpHandler handler, Gate gate) {
        HttpContext context = server.createContext(path, handler);
        context.getFilters().add(gate);
        contexts.add(context);
    }

    /** Tells the open pages that nothing more comes, and leaves the server. */
    @Override
    public void close() {
        events.close();
        contexts.forEach(server::removeContext);
        contexts.clear();
    }
}
