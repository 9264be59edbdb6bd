package io.drover.openstack;

import javax.net.ssl.SSLHandshakeException;
import org.openstack4j.api.exceptions.ConnectionException;

/** What is thrown when a service gives no answer: to whom, and why as far as it is known. */
final class NoAnswer {

    private NoAnswer() {}

    static CloudException of(ApiRequest request, ConnectionException e) {
        Throwable cause = e.getCause();
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String silence = request.service().title() + " gave no answer to " + request.title() + ": ";
        Throwable origin = cause instanceof UrlConnector.NotConnected ? cause.getCause() : cause;
        if (origin instanceof SSLHandshakeException tls) {
            return new CloudException.Unusable(request.service(), silence + CertificateFault.of(tls), cause);
        }
        return new CloudException.Unavailable(
                new CloudException.Reply(request.service()),
                silence + why,
                cause,
                !(cause instanceof UrlConnector.NotConnected));
    }
}
