package io.drover.emulator.api;

import io.drover.emulator.cloud.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tokens that are good now. Thread-safe; remembers a bounded number, the newest. */
final class Tokens {

    record Token(String id, String method, Instant issued, Instant expires) {}

    private static final class Newest extends LinkedHashMap<String, Token> {
        private static final long serialVersionUID = 1L;
        private static final int REMEMBERED = 10_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Token> eldest) {
            return size() > REMEMBERED;
        }
    }

    private final InstantSource clock;
    private final Map<String, Token> tokens = new Newest();
    private volatile Duration lifetime;
    private long issued;

    Tokens(InstantSource clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    synchronized Token issue(String method) {
        Instant now = clock.instant();
        String id = "gAAAAA" + Identity.hex("token/" + ++issued);
        Token token = new Token(id, method, now, now.plus(lifetime));
        tokens.put(id, token);
        return token;
    }

    /** Null when it is unknown, revoked or expired. */
    synchronized Token valid(String id) {
        Token token = id == null ? null : tokens.get(id);
        if (token != null && !clock.instant().isBefore(token.expires())) {
            tokens.remove(id);
            return null;
        }
        return token;
    }

    synchronized void revoke(String id) {
        tokens.remove(id);
    }

    synchronized void revokeAll() {
        tokens.clear();
    }

    /** Of tokens to come. */
    void setLifetime(Duration duration) {
        lifetime = duration;
    }
}
