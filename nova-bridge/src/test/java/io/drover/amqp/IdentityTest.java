package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.drover.amqp.TestFleet.Peer;
import io.drover.auction.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that a real RabbitMQ knows by their certificates or passwords, and what it lets nobody else do. */
@Tag("broker")
class IdentityTest {

    private static final Trust USERS = new Trust(Optional.empty(), Optional.of(new UserPattern("drover-{host}")));

    @TempDir
    static Path folder;

    private static OwnRabbit rabbit;

    @BeforeAll
    static void start() throws Exception {
        rabbit = OwnRabbit.start(folder);
        rabbit.script("drover-policy.sh");
        rabbit.script("drover-users.sh", "-m", "point", passwords().toString(), "a", "b", "evil");
        rabbit.script("drover-users.sh", "-e", passwords().toString(), "secured", "twin");
    }

    @AfterAll
    static void stop() {
        if (rabbit != null) rabbit.close();
    }

    private static Path passwords() {
        return folder.resolve("passwords");
    }

    private static String password(String host) throws IOException {
        return Files.readString(passwords().resolve("drover-" + host)).strip();
    }

    private static Peer agent(String host) throws Exception {
        return join(host, rabbit.plainUrl("drover-" + host, password(host)));
    }

    private static Peer secured(String host, String... sans) throws Exception {
        return join(
                host, rabbit.externalUrl("drover-" + host, rabbit.authority().issue("drover-" + host, sans)));
    }

    private static Peer join(String host, String url) throws TransportException {
        return TestFleet.open(AmqpSettings.of(TransportUrl.parse(url), Subscription.agent(host, "g")), USERS);
    }

    private static String refusal(String host, String url) {
        TransportException refused = catchThrowableOfType(TransportException.class, () -> join(host, url));
        assertThat(refused.getMessage()).doesNotContain("\n", "Exception");
        return refused.getMessage();
    }

    @Test
    void agentsByCertificateAndByPasswordTalk() throws Exception {
        Peer plain = agent("a");
        Peer tls = secured("secured");
        Peer point = TestFleet.open(
                AmqpSettings.of(
                        TransportUrl.parse(rabbit.plainUrl("drover-point", password("point"))),
                        Subscription.measurementPoint("point")),
                USERS);
        assertThat(tls.hears(plain.says(Address.host("secured")))).isTrue();
        assertThat(plain.hears(tls.says(Address.host("a")))).isTrue();
        assertThat(point.hears(tls.says(Address.MEASUREMENT_POINT))).isTrue();
        assertThat(tls.hears(point.says(Address.FLEET))).isTrue();
        assertThat(tls.traffic().dropped()).isZero();
        for (Peer peer : new Peer[] {plain, tls, point}) peer.network().close();
    }

    @Test
    void passwordsAreNobodyElsesToRead() throws Exception {
        for (String user : new String[] {"drover-a", "drover-point"}) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(passwords().resolve(user))))
                    .isEqualTo("rw-------");
        }
        assertThat(passwords().resolve("drover-secured")).doesNotExist();
        assertThat(refusal("secured", rabbit.plainUrl("drover-secured", ""))).contains("refuses");
    }

    @Test
    void strangersAreToldInOneSentence() throws Exception {
        String trusted = "no trusted TLS connection to the broker at localhost:";
        TestIdentity nobody = rabbit.authority().issue("nobody");
        assertThat(refusal("nobody", rabbit.externalUrl("nobody", nobody)))
                .endsWith("refuses the user of our certificate");
        TestIdentity late = rabbit.authority().expired("drover-secured-late");
        assertThat(refusal("secured", rabbit.externalUrl("drover-secured", late)))
                .startsWith(trusted);
        TestIdentity foreign =
                new TestAuthority(Files.createTempDirectory(folder, "foreign"), "foreign").issue("drover-secured");
        assertThat(refusal("secured", rabbit.externalUrl("drover-secured", foreign)))
                .startsWith(trusted);
        assertThat(refusal("a", bare("?ssl=1&ssl_ca_file=" + rabbit.authority().certificate())))
                .startsWith(trusted);
        assertThat(refusal("a", bare(""))).endsWith(" speaks no AMQP without TLS: say ssl=1");
        assertThat(refusal("a", rabbit.plainUrl("drover-a", password("a")) + "?ssl=1"))
                .startsWith(trusted);
    }

    private static String bare(String query) throws IOException {
        return "rabbit://drover-a:" + password("a") + "@localhost:" + rabbit.tlsPort() + "/" + query;
    }

    /** The certificate says drover-twin, the URL drover-secured: RabbitMQ refuses the first message that says so. */
    @Test
    void aCertificateSpeaksForItsOwnUserOnly() throws Exception {
        Peer b = agent("b");
        Peer liar = TestFleet.open(
                AmqpSettings.of(
                        TransportUrl.parse(rabbit.externalUrl(
                                "drover-secured", rabbit.authority().issue("drover-twin"))),
                        Subscription.agent("twin", "g")),
                USERS);
        liar.says(Address.host("b"));
        liar.waitsFor(LinkState.CUT);
        assertThat(b.nextWithin(NetworkContract.QUIET)).isNull();
        liar.network().close();
        b.network().close();
    }

    @Test
    void anAgentsUserMayNothingElse() throws Exception {
        Peer a = agent("a");
        BasicProperties asA = new BasicProperties.Builder()
                .userId("drover-a")
                .headers(Map.of("source", "a"))
                .build();
        byte[] body = {1};
        denied(403, evil -> evil.exchangeDelete("drover"));
        denied(403, evil -> evil.exchangeDeclare("drover", BuiltinExchangeType.TOPIC, true));
        denied(403, evil -> evil.exchangeDeclare("drover-too", BuiltinExchangeType.FANOUT, true));
        denied(403, evil -> evil.queueDeclare("drover.agent.absent", false, true, true, null));
        denied(403, evil -> evil.queueDelete("drover.agent.a"));
        denied(403, evil -> evil.queuePurge("drover.agent.a"));
        denied(403, evil -> evil.basicGet("drover.agent.a", true));
        denied(403, evil -> evil.queueBind(own(evil), "drover", "host.a"));
        denied(403, evil -> evil.queueBind(own(evil), "drover", "#"));
        denied(403, evil -> evil.queueBind(own(evil), "drover", "group.*"));
        denied(403, evil -> evil.basicPublish("", "drover.agent.a", null, body));
        denied(403, evil -> evil.basicPublish("drover", "elsewhere", null, body));
        denied(406, evil -> evil.basicPublish("drover", "host.a", asA, body));
        assertThat(a.nextWithin(NetworkContract.QUIET)).isNull();
        assertThat(a.traffic().dropped()).isZero();
        a.network().close();
    }

    private static String own(Channel evil) throws IOException {
        return evil.queueDeclare("drover.agent.evil", false, true, true, null).getQueue();
    }

    private interface Attempt {
        void on(Channel evil) throws IOException;
    }

    /** The broker closes the channel with a code, at once or, after a message, a little later. */
    private static void denied(int code, Attempt attempt) throws IOException, TimeoutException {
        Channel evil = rabbit.channel("drover-evil", password("evil"));
        try {
            attempt.on(evil);
        } catch (IOException refused) {
            assertThat(refused).hasCauseInstanceOf(ShutdownSignalException.class);
        }
        Awaitility.await("the broker's refusal").until(() -> !evil.isOpen());
        assertThat(evil.getCloseReason().getReason().toString()).contains("reply-code=" + code);
        evil.getConnection().close();
    }

    @Test
    void anExchangeThatIsMissingIsTold() throws Exception {
        String url = rabbit.plainUrl("drover-a", password("a"));
        AmqpSettings other = AmqpSettings.of(TransportUrl.parse(url), Subscription.agent("a", "g"))
                .withExchange("other");
        assertThatThrownBy(() -> TestFleet.open(other, USERS))
                .isInstanceOf(BrokerRefusedException.class)
                .hasMessageContaining("denies the user what an agent needs");
    }
}
