package io.drover.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.drover.amqp.TestAuthority;
import io.drover.amqp.TestIdentity;
import io.drover.openstack.CloudAccess;
import io.drover.openstack.CloudException;
import io.drover.openstack.Session;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Keystone behind TLS, with certificates that are right and wrong. */
class ApiTlsTest {

    private static final byte[] TOKEN =
            "{\"token\": {\"issued_at\": \"2026-11-22T11:00:00Z\", \"expires_at\": \"2026-11-22T12:00:00Z\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    private static TestAuthority authority;

    @BeforeAll
    static void authority() throws Exception {
        authority = new TestAuthority(folder, "authority");
    }

    @Test
    void aPrivateAuthorityIsTrusted() throws Exception {
        assertThat(refusal(authority.issue("keystone", "localhost"), authority)).isEmpty();
    }

    @Test
    void wrongCertificatesAreToldInOneSentence() throws Exception {
        assertThat(refusal(authority.issue("keystone2", "localhost"), new TestAuthority(folder, "stranger")))
                .contains(answerless("no authority that we trust has signed its certificate"));
        assertThat(refusal(authority.issue("elsewhere", "keystone.example.com"), authority))
                .contains(answerless("No subject alternative DNS name matching localhost found."));
        assertThat(refusal(authority.expired("late", "localhost"), authority).orElseThrow())
                .startsWith(answerless("its certificate has expired (NotAfter: "));
    }

    private static String answerless(String why) {
        return "Keystone gave no answer to POST /auth/tokens: " + why;
    }

    private static Optional<String> refusal(TestIdentity shown, TestAuthority trusted) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(shown.server(Optional.empty())));
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("X-Subject-Token", "t");
            exchange.sendResponseHeaders(201, TOKEN.length);
            exchange.getResponseBody().write(TOKEN);
            exchange.close();
        });
        server.start();
        try {
            Session session = new Session(
                    CloudAccess.of(Map.of(
                            "auth_url",
                            "https://localhost:" + server.getAddress().getPort(),
                            "application_credential_id",
                            "id",
                            "application_credential_secret",
                            "secret",
                            "cafile",
                            trusted.certificate().toString())),
                    InstantSource.system());
            CloudException refused = catchThrowableOfType(CloudException.class, session::token);
            return Optional.ofNullable(refused).map(CloudException::getMessage);
        } finally {
            server.stop(0);
        }
    }
}
