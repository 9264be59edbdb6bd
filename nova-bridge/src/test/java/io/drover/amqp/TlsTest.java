package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and who is not, by a listener that speaks TLS and nothing else. */
class TlsTest {

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static TestIdentity broker;
    private static TestIdentity agent;

    @BeforeAll
    static void certificates() throws Exception {
        authority = new TestAuthority(folder, "authority");
        stranger = new TestAuthority(folder, "stranger");
        broker = authority.issue("broker", "localhost");
        agent = authority.issue("agent");
    }

    @Test
    void bothKindsOfKeyAreShownToTheBroker() throws Exception {
        for (Path key : new Path[] {agent.key(), agent.pkcs1Key()}) {
            Tls tls = new Tls(Optional.of(authority.certificate()), Optional.of(agent.certificate()), Optional.of(key));
            try (SSLServerSocket server = listen(broker)) {
                CompletableFuture<String> shown = CompletableFuture.supplyAsync(() -> accept(server));
                try (SSLSocket socket = (SSLSocket) tls.context()
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                    socket.startHandshake();
                    assertThat(socket.getEnabledProtocols()).containsOnly("TLSv1.3", "TLSv1.2");
                }
                assertThat(shown.get(10, TimeUnit.SECONDS)).isEqualTo("CN=agent");
            }
        }
    }

    @Test
    void aBrokerIsTrustedByItsNameItsSignerAndItsDate() throws Exception {
        assertThat(refusal(authority.issue("elsewhere", "other.example.com"), tls(authority)))
                .startsWith("no trusted TLS connection to the broker at localhost:")
                .contains("localhost");
        assertThat(refusal(broker, tls(stranger)))
                .startsWith("no trusted TLS connection to the broker at localhost:")
                .endsWith(": no authority that we trust has signed its certificate");
        assertThat(refusal(authority.expired("late", "localhost"), tls(authority)))
                .startsWith("no trusted TLS connection to the broker at localhost:")
                .contains(": its certificate has expired (NotAfter: ");
    }

    @Test
    void plainTextIsToldThatTlsIsWanted() throws Exception {
        assertThat(refusal(broker, ""))
                .startsWith("what answers at localhost:")
                .endsWith(" speaks no AMQP without TLS: say ssl=1");
    }

    @Test
    void aMissingOrForeignCertificateIsRefused() throws Exception {
        String anonymous = "?ssl=1&ssl_ca_file=" + authority.certificate();
        assertThat(refusal(broker, anonymous)).startsWith("no trusted TLS connection to the broker at localhost:");
        TestIdentity other = stranger.issue("intruder");
        assertThat(refusal(
                        broker, anonymous + "&ssl_cert_file=" + other.certificate() + "&ssl_key_file=" + other.key()))
                .startsWith("no trusted TLS connection to the broker at localhost:");
    }

    @Test
    void unusableFilesAreNamedInOneSentence() throws Exception {
        Optional<Path> certificate = Optional.of(agent.certificate());
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        refused(new Tls(Optional.of(folder.resolve("absent.pem")), Optional.empty(), Optional.empty()), "absent.pem");
        refused(new Tls(Optional.empty(), certificate, Optional.of(empty)), "empty.pem holds no private key");
        refused(
                new Tls(Optional.empty(), certificate, Optional.of(agent.encryptedKey())),
                "encrypted or not in PKCS #8");
    }

    private static String tls(TestAuthority trusted) {
        return "?ssl=1&ssl_ca_file=" + trusted.certificate() + "&ssl_cert_file=" + agent.certificate()
                + "&ssl_key_file=" + agent.key();
    }

    /** The sentence that an agent gives up with; nobody was shown to the listener as trusted. */
    private static String refusal(TestIdentity shown, String query) throws Exception {
        try (SSLServerSocket server = listen(shown)) {
            CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> accept(server));
            TransportUrl url = TransportUrl.parse("rabbit://u:s3cret@localhost:" + server.getLocalPort() + "/" + query);
            AmqpSettings usual = AmqpSettings.of(url, Subscription.agent("a", "g"));
            AmqpSettings brief = new AmqpSettings(
                    url, usual.exchange(), usual.station(), usual.heartbeat(), Duration.ofSeconds(5), 16);
            BrokerUnreachableException refused = catchThrowableOfType(
                    BrokerUnreachableException.class,
                    () -> AmqpNetwork.open(
                            brief,
                            Trust.IN_EVERYBODY,
                            new TrafficCounters(),
                            InstantSource.system(),
                            e -> {},
                            (s, d) -> {}));
            assertThat(end.get(10, TimeUnit.SECONDS)).isNotEqualTo("CN=agent");
            assertThat(refused.getMessage()).doesNotContain("s3cret", "\n");
            return refused.getMessage();
        }
    }

    private static void refused(Tls tls, String words) {
        assertThatThrownBy(tls::context)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    private static SSLServerSocket listen(TestIdentity shown) throws Exception {
        SSLServerSocket server = (SSLServerSocket) shown.server(Optional.of(authority))
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        return server;
    }

    /** Who came, by certificate; what went wrong, otherwise. */
    private static String accept(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            String name = socket.getSession().getPeerPrincipal().getName();
            return socket.getInputStream().read() < 0 ? name : name + " speaks";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
