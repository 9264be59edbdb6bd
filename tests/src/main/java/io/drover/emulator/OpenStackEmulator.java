package io.drover.emulator;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.drover.emulator.api.Credentials;
import io.drover.emulator.api.OpenStackApi;
import io.drover.emulator.api.Router;
import io.drover.emulator.cloud.EmulatedCloud;
import java.time.InstantSource;

/**
 * An OpenStack on the loopback interface: Keystone, Nova, Placement and Gnocchi of one {@link EmulatedCloud}, at the
 * paths DevStack gives them ({@code /identity}, {@code /compute}, {@code /placement}, {@code /metric}).
 */
public final class OpenStackEmulator implements AutoCloseable {

    /** WireMock's part is only to receive: every request ends in the router. */
    private record Everything(Router router) implements ResponseDefinitionTransformerV2 {

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            return router.answer(event.getRequest());
        }

        @Override
        public boolean applyGlobally() {
            return true;
        }

        @Override
        public String getName() {
            return "openstack";
        }
    }

    private static final int THREADS = 24;

    private final Credentials credentials;
    private final OpenStackApi api;
    private final EmulatedFaults faults;
    private final WireMockServer server;

    private OpenStackEmulator(EmulatedCloud cloud, InstantSource clock, Credentials credentials, int port) {
        this.credentials = credentials;
        this.api = new OpenStackApi(cloud, clock, credentials);
        this.faults = new EmulatedFaults(cloud, api);
        ServerLogs.silence();
        this.server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .port(port)
                .containerThreads(THREADS)
                .jettyAcceptors(1)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .gzipDisabled(true)
                .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
                .notifier(new ConsoleNotifier(false))
                .extensions(new Everything(api.router())));
        server.stubFor(any(anyUrl()));
        server.start();
    }

    /** On a port of its own. */
    public static OpenStackEmulator start(EmulatedCloud cloud, InstantSource clock) {
        return start(cloud, clock, Credentials.defaults(), 0);
    }

    /** {@code port} 0 takes a free one. */
    public static OpenStackEmulator start(EmulatedCloud cloud, InstantSource clock, Credentials credentials, int port) {
        return new OpenStackEmulator(cloud, clock, credentials, port);
    }

    public int port() {
        return server.port();
    }

    /** Keystone's URL, as {@code OS_AUTH_URL} wants it. */
    public String authUrl() {
        return "http://127.0.0.1:" + port() + "/identity/v3";
    }

    public Credentials credentials() {
        return credentials;
    }

    public EmulatedFaults faults() {
        return faults;
    }

    /** Requests answered so far. */
    public long requests() {
        return api.router().requests();
    }

    @Override
    public void close() {
        server.stop();
    }
}
