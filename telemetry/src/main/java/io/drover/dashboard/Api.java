package io.drover.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.drover.dashboard.Query.BadQueryException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Answers for the documents. What makes no sense is a 400 of one sentence. */
final class Api implements HttpHandler {

    static final String PATH = "/api/v1/";

    private static final Duration USUAL_SPAN = Duration.ofHours(1);
    private static final int USUAL_SAMPLES = 600;
    private static final int MOST_SAMPLES = 5_000;
    private static final int USUAL_ROWS = 50;
    private static final int MOST_ROWS = 1_000;
    private static final String AT_MOST = "atMost";

    private final ApiDocuments documents;

    Api(ApiDocuments documents) {
        this.documents = documents;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        reply(exchange.getRequestURI()).send(exchange);
    }

    private Reply reply(URI uri) throws IOException {
        try {
            String name = uri.getPath().substring(PATH.length());
            return switch (name) {
                case "fleet" -> {
                    Query.of(uri, List.of());
                    yield documents.fleet();
                }
                case "samples" -> samples(uri);
                case "auctions" -> documents.auctions(rows(uri));
                case "migrations" -> documents.migrations(rows(uri));
                case "advice" -> documents.advice(rows(uri));
                default -> Reply.fault(404, "there is no document " + uri.getPath(), true);
            };
        } catch (BadQueryException e) {
            return Reply.fault(400, e.getMessage(), true);
        }
    }

    private Reply samples(URI uri) throws IOException, BadQueryException {
        Query query = Query.of(uri, List.of("from", "to", AT_MOST));
        Instant to = query.instant("to", documents.now());
        Instant from = query.instant("from", to.minus(USUAL_SPAN));
        if (from.isAfter(to)) throw new BadQueryException("from " + from + " is after to " + to);
        return documents.samples(from, to, query.integer(AT_MOST, 2, MOST_SAMPLES, USUAL_SAMPLES));
    }

    private static int rows(URI uri) throws BadQueryException {
        return Query.of(uri, List.of(AT_MOST)).integer(AT_MOST, 1, MOST_ROWS, USUAL_ROWS);
    }
}
