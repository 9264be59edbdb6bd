package io.drover.openstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.openstack4j.api.exceptions.ConnectionException;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpExecutorService;
import org.openstack4j.core.transport.HttpMethod;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;

/**
 * openstack4j's way to the network: one exchange over the JDK's own HTTP client, which keeps connections alive where
 * the server does. Throws {@link ConnectionException} whose cause is a {@link NotConnected} when the request cannot
 * have reached the server.
 */
public final class UrlConnector implements HttpExecutorService {

    /** Of an answer: what is made of it takes ten times as much, and an agent's heap is small. */
    private static final long LARGEST_BODY =
            Math.max(1 << 20, Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 16));

    /** The JDK counts its own timeout from the last byte that came; ours, from the request, is to come after it. */
    private static final long GRACE_MILLIS = 2_000;

    private static final ScheduledThreadPoolExecutor DEADLINES = deadlines();

    private static final ChunkedAnswers IN_CHUNKS = new ChunkedAnswers(32);

    /** One per context, because the JDK keeps a TLS connection alive only for the same factory. */
    private static final Map<SSLContext, SSLSocketFactory> FACTORIES = new ConcurrentHashMap<>();

    /** The server was not reached, so it cannot have done anything. */
    static final class NotConnected extends IOException {
        private static final long serialVersionUID = 1;

        NotConnected(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    @Override
    public <R> HttpResponse execute(HttpRequest<R> request) {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw new ConnectionException(e.getMessage(), 0, e);
        }
    }

    private static HttpResponse exchange(HttpRequest<?> request) throws IOException {
        HttpURLConnection connection = open(request);
        int timeoutMillis = request.getConfig().getReadTimeout();
        boolean begun = false;
        try {
            send(connection, body(request));
            int status = status(connection, timeoutMillis);
            if (status < 0) throw new IOException("the answer is not HTTP");
            begun = true;
            return new UrlResponse(
                    status, connection.getResponseMessage(), headers(connection), content(connection, timeoutMillis));
        } finally {
            if (!begun) connection.disconnect(); // later it would wait for whoever reads
        }
    }

    private static HttpURLConnection open(HttpRequest<?> request) throws IOException {
        Config config = request.getConfig();
        HttpURLConnection connection = (HttpURLConnection) new URL(request.getUrl()).openConnection();
        if (connection instanceof HttpsURLConnection https && config.getSslContext() != null) {
            https.setSSLSocketFactory(FACTORIES.computeIfAbsent(config.getSslContext(), SSLContext::getSocketFactory));
        }
        connection.setConnectTimeout(config.getConnectTimeout());
        connection.setReadTimeout(config.getReadTimeout());
        connection.setInstanceFollowRedirects(false); // the token would go along
        connection.setUseCaches(false);
        connection.setRequestMethod(request.getMethod().name());
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "drover");
        request.getHeaders().forEach((name, value) -> connection.setRequestProperty(name, String.valueOf(value)));
        return connection;
    }

    private static byte[] body(HttpRequest<?> request) throws IOException {
        if (request.getEntity() != null) {
            return ObjectMapperSingleton.getContext(request.getEntity().getClass())
                    .writer()
                    .without(com.fasterxml.jackson.databind.SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsBytes(request.getEntity());
        }
        if (request.hasJson()) return request.getJson().getBytes(StandardCharsets.UTF_8);
        return request.getMethod() == HttpMethod.POST ? new byte[0] : null;
    }

    /** In streaming mode the JDK never repeats a request by itself, which it would do with a POST too. */
    private static void send(HttpURLConnection connection, byte[] body) throws IOException {
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setFixedLengthStreamingMode(body.length);
        }
        try {
            connection.connect();
        } catch (IOException e) {
            throw new NotConnected(e);
        }
        if (body == null) return;
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    private static Map<String, String> headers(HttpURLConnection connection) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) headers.put(name, values.get(0));
        });
        return headers;
    }

    private static byte[] content(HttpURLConnection connection, int timeoutMillis) throws IOException {
        if (connection.getHeaderField("Transfer-Encoding") == null) return body(connection, timeoutMillis);
        return IN_CHUNKS.read(() -> body(connection, timeoutMillis), timeoutMillis + GRACE_MILLIS);
    }

    /** What is not read to its end is closed with its connection. */
    private static byte[] body(HttpURLConnection connection, int timeoutMillis) throws IOException {
        boolean whole = false;
        try (InputStream in =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] body = in == null ? new byte[0] : read(in, timeoutMillis);
            whole = true;
            return body;
        } finally {
            if (!whole) connection.disconnect();
        }
    }

    /** Its headers may come byte by byte: each is in time, and all of them never end. */
    private static int status(HttpURLConnection connection, int timeoutMillis) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        Runnable end = () -> {
            late.set(true);
            connection.disconnect();
        };
        Future<?> deadline = DEADLINES.schedule(end, timeoutMillis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        try {
            int status = connection.getResponseCode();
            if (!late.get()) return status;
        } catch (IOException e) {
            if (!late.get()) throw e;
        } finally {
            deadline.cancel(false);
        }
        throw new InterruptedIOException("the answer takes too long");
    }

    private static ScheduledThreadPoolExecutor deadlines() {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "drover-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        pool.setRemoveOnCancelPolicy(true);
        pool.setKeepAliveTime(10, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static byte[] read(InputStream in, int timeoutMillis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            all.write(chunk, 0, n);
            if (all.size() > LARGEST_BODY)
                throw new IOException("the answer is larger than " + LARGEST_BODY + " bytes");
            if (System.nanoTime() - end > 0) throw new InterruptedIOException("the answer takes too long");
        }
        return all.toByteArray();
    }

    @Override
    public String getExecutorDisplayName() {
        return "HttpURLConnection";
    }
}
