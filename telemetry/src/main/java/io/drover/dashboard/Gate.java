package io.drover.dashboard;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which requests may look. Without a token: those to the loopback interface by a name of its own, so that a foreign
 * page cannot rebind its name to it. With a token: those that show it.
 */
public final class Gate extends Filter {

    static final String COOKIE = "drover";

    private static final Duration COOKIE_LASTS = Duration.ofDays(30);
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1])(:\\d{1,5})?");
    private static final String BEARER = "Bearer ";
    private static final String API = "/api/";

    private final Optional<AccessToken> token;
    private final SignInPage signIn = SignInPage.load();

    Gate(Optional<AccessToken> token) {
        this.token = token;
    }

    /**
     * A gate for others on the same server.
     *
     * @throws IllegalArgumentException when the token is too short to keep anybody out
     */
    public static Gate with(Optional<String> token) {
        return new Gate(token.map(AccessToken::new));
    }

    @Override
    public String description() {
        return "the dashboard's gate";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        protect(exchange.getResponseHeaders());
        Optional<Reply> instead = instead(exchange);
        if (instead.isPresent()) instead.get().send(exchange);
        else chain.doFilter(exchange);
    }

    private static void protect(Headers headers) {
        headers.set(
                "Content-Security-Policy",
                "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    /** What is answered in place of what was asked for. */
    private Optional<Reply> instead(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            return Optional.of(fault(exchange, 405, "the dashboard is read-only: only GET is allowed"));
        }
        return token.isPresent() ? withToken(exchange, token.get()) : withoutToken(exchange);
    }

    private Optional<Reply> withoutToken(HttpExchange exchange) {
        if (!exchange.getLocalAddress().getAddress().isLoopbackAddress()) {
            return Optional.of(fault(exchange, 403, "without a token the dashboard is for this machine only"));
        }
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            return Optional.of(fault(exchange, 403, "without a token the dashboard answers to localhost only"));
        }
        return Optional.empty();
    }

    private Optional<Reply> withToken(HttpExchange exchange, AccessToken wanted) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            if (wanted.opensWith(authorization.substring(BEARER.length()))) return Optional.empty();
        } else if (exchange.getRequestURI().getPath().equals("/")) {
            Optional<String> shown = Query.first(exchange.getRequestURI(), "token");
            if (shown.isPresent() && wanted.opensWith(shown.get())) return Optional.of(letIn(exchange, wanted));
        }
        if (cookies(exchange).anyMatch(wanted::opensWithCookie)) return Optional.empty();
        return Optional.of(signIn(exchange));
    }

    /** Keeps a cookie in place of the token, and the token out of the address bar. */
    private static Reply letIn(HttpExchange exchange, AccessToken token) {
        String secure = exchange instanceof HttpsExchange ? "; Secure" : "";
        exchange.getResponseHeaders()
                .set(
                        "Set-Cookie",
                        COOKIE + "=" + token.cookie() + "; Path=/; Max-Age=" + COOKIE_LASTS.toSeconds()
                                + "; HttpOnly; SameSite=Strict" + secure);
        exchange.getResponseHeaders().set("Location", "/");
        return new Reply(303, Reply.TEXT, new byte[0]);
    }

    private Reply signIn(HttpExchange exchange) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"drover\"");
        if (toProgram(exchange)) return fault(exchange, 401, "this needs the dashboard's token");
        exchange.getResponseHeaders().set("Content-Security-Policy", signIn.policy());
        return Reply.html(401, signIn.body());
    }

    private static Stream<String> cookies(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1));
    }

    private static Reply fault(HttpExchange exchange, int status, String sentence) {
        return Reply.fault(status, sentence, toProgram(exchange));
    }

    private static boolean toProgram(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().startsWith(API);
    }
}
