package io.drover.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The page's files, from the class path. A browser asks again each time and is told when it has them already. */
final class Assets implements HttpHandler {

    private static final Map<String, String> TYPES = Map.of(
            "html", Reply.HTML,
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    private static final Pattern OURS = Pattern.compile("/[a-z-]+\\.(html|css|js|svg)");
    private static final int NAME_AT_MOST = 100;
    private static final Map<String, String> CHARTS = Map.of(
            "/uplot/uPlot.esm.js", "dist/uPlot.esm.js",
            "/uplot/uPlot.min.css", "dist/uPlot.min.css",
            "/uplot/LICENSE", "LICENSE");

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();
    private final String charts = charts();

    private record Asset(String type, byte[] body, String tag) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Optional<String> resource = resource(path.equals("/") ? "/index.html" : path);
        Asset asset =
                resource.map(name -> assets.computeIfAbsent(name, Assets::read)).orElse(null);
        if (asset == null)
            Reply.fault(404, "there is no " + shortened(path) + " here", false).send(exchange);
        else send(exchange, asset);
    }

    private static String shortened(String path) {
        return path.length() <= NAME_AT_MOST ? path : path.substring(0, NAME_AT_MOST) + "…";
    }

    private static void send(HttpExchange exchange, Asset asset) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.getResponseHeaders().set("ETag", asset.tag());
        boolean known = asset.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        Reply reply = known ? new Reply(304, asset.type(), new byte[0]) : new Reply(200, asset.type(), asset.body());
        reply.send(exchange);
    }

    /** Only names that are known: no path of a request is ever a path of ours. */
    private Optional<String> resource(String path) {
        if (CHARTS.containsKey(path)) return Optional.of(charts + CHARTS.get(path));
        return path.length() <= NAME_AT_MOST && OURS.matcher(path).matches()
                ? Optional.of("/io/drover/dashboard/page" + path)
                : Optional.empty();
    }

    /** Where the library's jar keeps it: under its version. */
    private static String charts() {
        Properties properties = new Properties();
        try (InputStream in =
                Assets.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the charting library cannot be read", e);
        }
        return "/META-INF/resources/webjars/uplot/" + properties.getProperty("version") + "/";
    }

    /** Null when there is none: nothing is remembered of a name that somebody has invented. */
    private static Asset read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) return null;
            byte[] body = in.readAllBytes();
            String type = TYPES.getOrDefault(resource.substring(resource.lastIndexOf('.') + 1), Reply.TEXT);
            return new Asset(type, body, tag(body));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }
}
