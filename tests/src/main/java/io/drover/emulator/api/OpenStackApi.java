package io.drover.emulator.api;

import io.drover.emulator.cloud.EmulatedCloud;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The services of one cloud behind one router, and what a test may do to them. */
public final class OpenStackApi {

    private static final Duration TOKEN_LIFETIME = Duration.ofDays(1);

    private final Tokens tokens;
    private final RequestFaults faults;
    private final Router router;

    public OpenStackApi(EmulatedCloud cloud, InstantSource clock, Credentials credentials) {
        this.tokens = new Tokens(clock, TOKEN_LIFETIME);
        this.faults = new RequestFaults(clock);
        List<EmulatedService> services = List.of(
                new Keystone(tokens, credentials), new EmulatedNova(cloud), new Placement(cloud), new Gnocchi(cloud));
        this.router = new Router(cloud, tokens, faults, services);
    }

    public Router router() {
        return router;
    }

    public RequestFaults faults() {
        return faults;
    }

    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** Of tokens issued from now on. */
    public void setTokenLifetime(Duration lifetime) {
        tokens.setLifetime(lifetime);
    }
}
