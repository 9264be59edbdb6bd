package io.drover.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** {@code /healthz}: 200 and ok, or 503 and what is wrong, one sentence a line. */
final class HealthPage implements HttpHandler {

    private final Supplier<List<String>> troubles;

    HealthPage(Supplier<List<String>> troubles) {
        this.troubles = troubles;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<String> wrong = troubles.get();
            String text = wrong.isEmpty() ? "ok" : String.join("\n", wrong);
            byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(wrong.isEmpty() ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
