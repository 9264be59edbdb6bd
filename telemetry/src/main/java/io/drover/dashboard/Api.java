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
    static final int MOST_ROWS = 1_000;
    private static final int MOST_CELLS = 10_000;
    private static final int USUAL_CELLS = 2_000;
    private static final int MOST_NAMES = 50;
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
                case "fleet" -> fleet(uri);
                case "heat" ->
                    documents.heat(Query.of(uri, List.of(AT_MOST)).integer(AT_MOST, 1, MOST_CELLS, USUAL_CELLS));
                case "samples" -> samples(uri);
                case "auctions" -> auctions(uri);
                case "migrations" -> documents.migrations(rows(uri));
                case "advice" -> advice(uri);
                default -> Reply.fault(404, "there is no document " + uri.getPath(), true);
            };
        } catch (BadQueryException e) {
            return Reply.fault(400, e.getMessage(), true);
        }
    }

    /** Without parameters all hosts, as ever. */
    private Reply fleet(URI uri) throws IOException, BadQueryException {
        Query query = Query.of(uri, List.of("search", "sort", "offset", AT_MOST));
        return documents.fleet(new FleetDocument.Selected(
                query.text("search", ""),
                query.word("sort", FleetDocument.Selected.SORTS, "host"),
                query.integer("offset", 0, Integer.MAX_VALUE, 0),
                query.integer(AT_MOST, 1, Integer.MAX_VALUE, Integer.MAX_VALUE)));
    }

    private Reply samples(URI uri) throws IOException, BadQueryException {
        Query query = Query.of(uri, List.of("from", "to", AT_MOST, "hosts"));
        Instant to = query.instant("to", documents.now());
        Instant from = query.instant("from", to.minus(USUAL_SPAN));
        if (from.isAfter(to)) throw new BadQueryException("from " + from + " is after to " + to);
        int atMost = query.integer(AT_MOST, 2, MOST_SAMPLES, USUAL_SAMPLES);
        return query.has("hosts")
                ? documents.samples(from, to, atMost, query.names("hosts", MOST_NAMES))
                : documents.samples(from, to, atMost);
    }

    private Reply auctions(URI uri) throws IOException, BadQueryException {
        Query query = Query.of(uri, List.of(AT_MOST, "bids", "auction"));
        int bids = query.integer("bids", 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
        return query.has("auction")
                ? documents.auction(query.text("auction", ""), bids)
                : documents.auctions(query.integer(AT_MOST, 1, MOST_ROWS, USUAL_ROWS), bids);
    }

    private Reply advice(URI uri) throws IOException, BadQueryException {
        Query query = Query.of(uri, List.of(AT_MOST, "only"));
        int rows = query.integer(AT_MOST, 1, MOST_ROWS, USUAL_ROWS);
        query.word("only", List.of("advising"), "advising");
        return query.has("only") ? documents.adviceOfAdvising(rows) : documents.advice(rows);
    }

    private static int rows(URI uri) throws BadQueryException {
        return Query.of(uri, List.of(AT_MOST)).integer(AT_MOST, 1, MOST_ROWS, USUAL_ROWS);
    }
}
