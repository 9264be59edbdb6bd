package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.model.Jitter;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.openstack4j.api.exceptions.ConnectionException;
import org.openstack4j.core.transport.ClientConstants;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpMethod;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.internal.HttpExecutor;

/**
 * A connection to one cloud. One token serves all threads; whoever finds it old renews it, and the others wait for
 * that one. Questions (GET) that find a service unavailable are repeated here and nowhere else, at most twice and
 * only while the read timeout has not passed; a POST is never repeated. A service that says when it wants to be asked
 * again (Retry-After) is asked nothing before, by none of the threads; only a DELETE, which ends something, goes through.
 */
public final class Session {

    private static final int ATTEMPTS = 3;

    /** Tokens that were got together are renewed within this part of their life, so that Keystone is not asked by all at once. */
    private static final int RENEWED_WITHIN = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final CloudAccess access;
    private final InstantSource clock;
    private final Jitter jitter;
    private final Config config;
    private final Slowness nova = new Slowness();
    private final Object renewal = new Object();
    private volatile Duration early = Duration.ZERO;
    private volatile Token token;
    private volatile Consumer<String> listener = sentence -> {};
    private volatile RequestListener requests = (service, call, status, took) -> {};
    private final RetryAfterGate retryAfter;
    private final Map<String, String> versioned = new ConcurrentHashMap<>();
    private CloudException failure;
    private long failedAt;

    /**
     * Asks nothing of the cloud yet.
     *
     * @throws IllegalArgumentException when the certificates cannot be read
     */
    public Session(CloudAccess access, InstantSource clock) {
        this(access, clock, Jitter.NONE);
    }

    /**
     * The same.
     *
     * @param jitter when tokens are renewed; drawn from under a lock
     */
    public Session(CloudAccess access, InstantSource clock, Jitter jitter) {
        this.access = access;
        this.clock = clock;
        this.jitter = jitter;
        this.retryAfter = new RetryAfterGate(clock);
        Config timeouts = Config.newConfig()
                .withConnectionTimeout(Math.toIntExact(access.connectTimeout().toMillis()))
                .withReadTimeout(Math.toIntExact(access.readTimeout().toMillis()));
        this.config = access.cafile()
                .map(file -> timeouts.withSSLContext(Certificates.trusting(file)))
                .orElse(timeouts);
    }

    /** Who hears one sentence, on the thread that asked, of each token after the first. */
    public void onRenewal(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Whether Nova takes long to answer: it is to be asked less. */
    boolean novaIsSlow() {
        return nova.slow();
    }

    /** Who hears of each request. */
    public void onRequest(RequestListener listener) {
        this.requests = listener;
    }

    /**
     * What a service answered.
     *
     * @param body missing when it is empty
     * @param requestId OpenStack's
     */
    record Answer(JsonNode body, Optional<String> requestId) {}

    /**
     * The token in use, renewed when it is near its end.
     *
     * @throws CloudException when Keystone gives none
     */
    public Token token() {
        Token known = token;
        if (known != null && !known.stale(clock.instant().plus(early))) return known;
        try {
            return renewed(known, "it was near its end");
        } catch (CloudException.Unavailable e) {
            if (known == null || known.expired(clock.instant())) throw e;
            return known;
        }
    }

    /**
     * What time it is there, to the second, whatever else it answers; empty: it does not say.
     *
     * @throws CloudException when it does not answer
     */
    public Optional<Instant> time(Service service) {
        Token used = token();
        String address = used.endpoint(service, access.facing(), access.region());
        String date = send(ApiRequest.get(service, address), used).header("Date");
        try {
            return Optional.ofNullable(date)
                    .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The address of a service, as the catalog says it. */
    String endpoint(Service service) {
        return token().endpoint(service, access.facing(), access.region());
    }

    /** From now on the catalog's {@code endpoint} stands for {@code address}, which its version document names. */
    void follow(String endpoint, String address) {
        versioned.put(endpoint, address);
    }

    private String address(Service service, Token used) {
        String endpoint = used.endpoint(service, access.facing(), access.region());
        return versioned.getOrDefault(endpoint, endpoint);
    }

    <T> T ask(ApiRequest request, Function<JsonNode, T> read) {
        Answer answer = ask(request);
        try {
            return read.apply(answer.body());
        } catch (Json.Missing | ArithmeticException | DateTimeException | IllegalArgumentException e) {
            throw unreadable(request, e.getMessage(), e);
        }
    }

    Answer ask(ApiRequest request) {
        long until = System.nanoTime() + access.readTimeout().toNanos();
        long pause = FIRST_PAUSE.toNanos();
        for (int attempt = 1; ; attempt++, pause *= 2) {
            try {
                return once(request);
            } catch (CloudException.Unavailable e) {
                boolean late = System.nanoTime() + pause - until > 0;
                boolean told = !e.retryAfter().isZero();
                if (request.method() != HttpMethod.GET || attempt == ATTEMPTS || late || told) throw e;
                sleep(ThreadLocalRandom.current().nextLong(pause / 2, pause), e);
            }
        }
    }

    private static void sleep(long nanos, CloudException found) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw found;
        }
    }

    private Answer once(ApiRequest request) {
        Token used = token();
        retryAfter.obey(request);
        HttpResponse response = send(request, used);
        if (response.getStatus() == 401) {
            Token fresh = renewed(used, request.service().title() + " did not take it");
            if (request.method() != HttpMethod.POST) response = send(request, fresh);
        }
        return answer(request, response);
    }

    private HttpResponse send(ApiRequest request, Token used) {
        boolean whole = !request.path().startsWith("/");
        HttpRequest.RequestBuilder<Void> builder = HttpRequest.builder()
                .endpoint(whole ? request.path() : address(request.service(), used))
                .path(whole ? "/" : request.path())
                .method(request.method())
                .header(ClientConstants.HEADER_X_AUTH_TOKEN, used.id())
                .config(config);
        request.query().forEach(builder::queryParam);
        request.headers().forEach(builder::header);
        request.body().ifPresent(builder::json);
        return carried(request, builder.build());
    }

    private Token renewed(Token old, String why) {
        long asked = System.nanoTime();
        synchronized (renewal) {
            Token known = token;
            if (known != old && known != null) return known;
            if (failure != null && failedAt - asked > 0) throw failure; // while this thread waited
            try {
                Token fresh = authenticate();
                early = jitter.phase(fresh.lifetime().dividedBy(RENEWED_WITHIN));
                token = fresh;
                failure = null;
                if (old != null) listener.accept("Keystone gave a new token for the old: " + why);
                return token;
            } catch (CloudException e) {
                failure = e;
                failedAt = System.nanoTime();
                throw e;
            }
        }
    }

    private Token authenticate() {
        HttpRequest<Void> document = HttpRequest.builder()
                .endpoint(access.authUrl().toString())
                .path("/auth/tokens")
                .method(HttpMethod.POST)
                .entity(access.credentials().document())
                .config(config)
                .build();
        ApiRequest request = ApiRequest.post(Service.KEYSTONE, "/auth/tokens", "");
        retryAfter.obey(request);
        HttpResponse response = carried(request, document);
        Answer answer = answer(request, response);
        String id = response.header(ClientConstants.HEADER_X_SUBJECT_TOKEN);
        if (id == null) throw unreadable(request, "it holds no token", null);
        try {
            return Token.of(id, answer.body(), clock.instant());
        } catch (Json.Missing | ArithmeticException | DateTimeException e) {
            throw unreadable(request, e.getMessage(), e);
        }
    }

    private HttpResponse carried(ApiRequest request, HttpRequest<Void> document) {
        long began = System.nanoTime();
        int status = 0;
        try {
            HttpResponse response = HttpExecutor.create().execute(document);
            status = response.getStatus();
            return response;
        } catch (ConnectionException e) {
            throw NoAnswer.of(request, e);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            if (request.service() == Service.NOVA) nova.answered(took);
            requests.answered(request.service(), request.call(), status, took);
        }
    }

    private Answer answer(ApiRequest request, HttpResponse response) {
        byte[] body = ((UrlResponse) response).body();
        Optional<String> requestId = Optional.ofNullable(response.header("x-openstack-request-id"))
                .or(() -> Optional.ofNullable(response.header("x-compute-request-id")));
        if (response.getStatus() >= 300) {
            CloudException.Reply reply = new CloudException.Reply(
                    request.service(),
                    response.getStatus(),
                    requestId.orElse(""),
                    ApiFault.of(body),
                    RetryAfter.of(response.header("Retry-After"), clock.instant()));
            CloudException refused = CloudException.of(reply, request.title());
            if (refused.retryable()) retryAfter.asked(refused);
            throw refused;
        }
        try {
            return new Answer(body.length == 0 ? MissingNode.getInstance() : Json.parse(body), requestId);
        } catch (IOException e) {
            throw unreadable(request, "it is not JSON", e);
        }
    }

    private static CloudException unreadable(ApiRequest request, String why, Throwable cause) {
        String sentence = request.service().title() + "'s answer to " + request.title() + " cannot be used: " + why;
        return new CloudException.Unusable(request.service(), sentence, cause);
    }
}
