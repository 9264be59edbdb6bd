package io.drover.openstack;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** What was wrong with a TLS connection, in an operator's words rather than in those of Java's classes. */
public final class CertificateFault {

    private CertificateFault() {}

    /** A clause, such as "its certificate has expired (NotAfter: …)". */
    public static String of(SSLException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) deepest = deepest.getCause();
        String detail = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        if (deepest instanceof CertificateExpiredException) return "its certificate has expired (" + detail + ")";
        if (deepest instanceof CertificateNotYetValidException)
            return "its certificate is not valid yet (" + detail + ")";
        if (deepest instanceof CertPathBuilderException) return "no authority that we trust has signed its certificate";
        return detail;
    }
}
