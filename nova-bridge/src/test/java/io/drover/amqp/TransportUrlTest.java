package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.amqp.TransportUrl.Broker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportUrlTest {

    /** What oslo.messaging 14.0 with kombu 5.2 makes of the same text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rabbit://u:p@h               | h   | 5672 | u     | p     | /",
                "rabbit://u:p@h/              | h   | 5672 | u     | p     | /",
                "rabbit://u:p@h//             | h   | 5672 | u     | p     | /",
                "rabbit://u:p@h/%2F           | h   | 5672 | u     | p     | /",
                "rabbit://u:p@h/nova          | h   | 5672 | u     | p     | nova",
                "rabbit://u:p@h/a/b           | h   | 5672 | u     | p     | a/b",
                "rabbit://u:p@h/a%2Fb         | h   | 5672 | u     | p     | a/b",
                "rabbit://u:p@h/v+w           | h   | 5672 | u     | p     | v+w",
                "rabbit://u%40x:p%3Aq%2Fz@h:1/| h   | 1    | u@x   | p:q/z | /",
                "rabbit://a@b:c@h/            | h   | 5672 | a@b   | c     | /",
                "rabbit://u:p:q@h/            | h   | 5672 | u     | p:q   | /",
                "rabbit://u:p+q@h/            | h   | 5672 | u     | p+q   | /",
                "rabbit://h:5/                | h   | 5    | guest | guest | /",
                "rabbit://u@h/                | h   | 5672 | u     | guest | /",
                "rabbit://u:p@[::1]:5673/v    | ::1 | 5673 | u     | p     | v",
                "rabbit://u:p@[fe80::1]       | fe80::1 | 5672 | u | p     | /",
                "rabbit://u:p@h:5672,/v?ssl=0 | h   | 5672 | u     | p     | v",
                "rabbit://u:p@h?ssl=1         | h   | 5671 | u     | p     | /",
                "rabbit://u:p@h:5672?ssl=True | h   | 5672 | u     | p     | /",
                "rabbit://u:p@h/?heartbeat_timeout_threshold=5&amqp_durable_queues=true | h | 5672 | u | p | /"
            })
    void readsAsOsloDoes(String text, String host, int port, String user, String password, String virtualHost) {
        TransportUrl url = TransportUrl.parse(text);
        assertThat(url.brokers()).containsExactly(new Broker(host, port, user, password));
        assertThat(url.virtualHost()).isEqualTo(virtualHost);
    }

    @Test
    void readsAClusterWithTls() {
        TransportUrl url = TransportUrl.parse("rabbit://u:p@h1:5672,u2:p2@h2,u:p@[::1]:7/nova?ssl=1"
                + "&ssl_ca_file=/a+b%20c/ca.pem&ssl_cert_file=/etc/c.pem&ssl_key_file=/etc/k.pem");
        assertThat(url.brokers())
                .containsExactly(
                        new Broker("h1", 5672, "u", "p"),
                        new Broker("h2", 5671, "u2", "p2"),
                        new Broker("::1", 7, "u", "p"));
        assertThat(url.tls())
                .contains(new Tls(
                        Optional.of(Path.of("/a b c/ca.pem")),
                        Optional.of(Path.of("/etc/c.pem")),
                        Optional.of(Path.of("/etc/k.pem"))));
        assertThat(url.where()).isEqualTo("h1:5672 or h2:5671 or [::1]:7");
    }

    @Test
    void aCertificateMayStandForThePassword() {
        assertThat(TransportUrl.parse("rabbit://u@h/?ssl=1&login_method=external&ssl_cert_file=/c")
                        .external())
                .isTrue();
        assertThat(TransportUrl.parse("rabbit://u:p@h/?ssl=1&login_method=AMQPLAIN")
                        .external())
                .isFalse();
    }

    @Test
    void neverShowsAPassword() {
        TransportUrl url = TransportUrl.parse("rabbit://u:s3cret@h1,u2:s3cret2@[::1]:9/nova?ssl=yes");
        assertThat(url).hasToString("rabbit://u:***@h1:5671,u2:***@[::1]:9/nova?ssl=1");
        assertThat(List.of(url, url.brokers(), AmqpSettings.of(url, Subscription.agent("a", "g")))
                        .toString())
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amqp://u:s3cret@h/ | does not begin with rabbit://, as oslo.messaging's does",
                "rabbit:// | names no host",
                "rabbit:///vhost | names no host",
                "rabbit://u:s3cret@/ | has a host that is not in the form host:port or [IPv6]:port",
                "rabbit://u:s3cret@::1/ | has a host that is not in the form host:port or [IPv6]:port",
                "rabbit://u:s3cret@[::1/ | has a host that is not in the form host:port or [IPv6]:port",
                "rabbit://u:s3cret@h:x/ | has a host that is not in the form host:port or [IPv6]:port",
                "rabbit://u:s3cret@h:0/ | has no valid port for h",
                "rabbit://u:s3cret@h:70000/ | has no valid port for h",
                "rabbit://u:s3/cret@h:5672/ | has an @ after its first /: in a password / is written %2F",
                "rabbit://u:1234/s3cret@h:5672/ | has an @ after its first /: in a password / is written %2F",
                "rabbit://u:s3?cret@h:5672/ | has an @ after its first ?: in a password ? is written %3F",
                "rabbit://u:s3#cret@h:5672/ | has a #, which is written %23",
                "rabbit://u:s3 cret@h:5672/ | has a space, which is written %20",
                "rabbit://u:s3cret%@h:5672/ | has a % that is not followed by two hexadecimal digits",
                "rabbit://u:s3cret%zz@h/ | has a % that is not followed by two hexadecimal digits",
                "rabbit://u:s3cret@h/?ssl=maybe | has an option ssl that is not 1 or 0",
                "rabbit://u:s3cret@h/?ssl=1&ssl_cafile=/ca | has an unknown option ssl_cafile",
                "rabbit://u:s3cret@h/?ssl_ca_file=/ca | names TLS files but does not say ssl=1",
                "rabbit://u:s3cret@h/?login_method=NTLM | has an option login_method that is not PLAIN, AMQPLAIN or EXTERNAL",
                "rabbit://u@h/?login_method=EXTERNAL | says login_method=EXTERNAL, which needs ssl=1 and ssl_cert_file",
                "rabbit://h/?login_method=EXTERNAL&ssl=1&ssl_cert_file=/c | says login_method=EXTERNAL and not the user's name, as the broker reads it in the certificate"
            })
    void refusesInOneSentenceWithoutTheSecret(String text, String sentence) {
        assertThatThrownBy(() -> TransportUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence)
                .hasNoCause();
    }
}
