package io.drover.amqp;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import io.drover.openstack.CertificateFault;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why there is no connection, in one sentence without credentials. */
final class DialFailure {

    private final TransportUrl url;
    private final Throwable failure;

    private DialFailure(TransportUrl url, Throwable failure) {
        this.url = url;
        this.failure = failure;
    }

    static TransportException of(TransportUrl url, Throwable failure) {
        return new DialFailure(url, failure).told();
    }

    private TransportException told() {
        if (failure instanceof AuthenticationFailureException
                || failure instanceof PossibleAuthenticationFailureException) {
            return refused(url.external() ? "the user of our certificate" : "the user or the password");
        }
        Optional<SSLException> tls = cause(SSLException.class);
        if (tls.isPresent()) return untrusted(CertificateFault.of(tls.get()));
        if (url.tls().isPresent() && hungUp()) {
            return untrusted("it hung up; it may not trust our certificate");
        }
        if (url.tls().isEmpty() && cause(MalformedFrameException.class).isPresent()) {
            return unreachable("what answers at " + url.where() + " speaks no AMQP without TLS: say ssl=1");
        }
        if (cause(ShutdownSignalException.class).isPresent()) {
            return refused("the virtual host, the user or the password");
        }
        if (url.external() && String.valueOf(failure.getMessage()).startsWith("No compatible authentication")) {
            return refused("login_method=EXTERNAL, which its plugin rabbitmq_auth_mechanism_ssl offers");
        }
        return unreachable("no broker answers at " + url.where());
    }

    private BrokerRefusedException refused(String what) {
        return new BrokerRefusedException("the broker at " + url.where() + " refuses " + what, failure);
    }

    private BrokerUnreachableException untrusted(String why) {
        return unreachable("no trusted TLS connection to the broker at " + url.where() + ": " + why);
    }

    private BrokerUnreachableException unreachable(String sentence) {
        return new BrokerUnreachableException(sentence, failure);
    }

    /** With TLS 1.3 the broker judges our certificate after the handshake, and its word may be lost with the connection. */
    private boolean hungUp() {
        return cause(EOFException.class).isPresent()
                || cause(SocketException.class)
                        .filter(e -> !(e instanceof ConnectException))
                        .isPresent();
    }

    private <T extends Throwable> Optional<T> cause(Class<T> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) return Optional.of(kind.cast(cause));
        }
        return Optional.empty();
    }
}
