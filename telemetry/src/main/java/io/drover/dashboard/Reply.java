package io.drover.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * A whole answer.
 *
 * @param type of the content, with its character set
 */
record Reply(int status, String type, byte[] body) {

    static final String JSON = "application/json; charset=utf-8";
    static final String HTML = "text/html; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";

    /** Below this, compressing costs more than it saves. */
    private static final int WORTH_COMPRESSING = 1400;

    static Reply html(int status, byte[] body) {
        return new Reply(status, HTML, body);
    }

    /** One sentence, as JSON to a program and as plain text to a person. */
    static Reply fault(int status, String sentence, boolean toProgram) {
        String body = toProgram ? ApiDocuments.fault(sentence) : sentence + "\n";
        return new Reply(status, toProgram ? JSON : TEXT, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the exchange. Headers that are set on it already are kept. */
    void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
            byte[] sent = body;
            if (body.length >= WORTH_COMPRESSING && compressible(exchange)) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                sent = compressed();
            }
            exchange.sendResponseHeaders(status, sent.length == 0 ? -1 : sent.length);
            if (sent.length == 0) return;
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(sent);
            }
        }
    }

    private static boolean compressible(HttpExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return accepted != null && accepted.contains("gzip");
    }

    private byte[] compressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
