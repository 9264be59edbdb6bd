package io.drover.openstack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom a TLS client trusts and how it is known to a server, in PEM files.
 *
 * @param cafile authorities to trust and no others; empty: those whom Java trusts
 * @param certfile our certificate with its chain; empty: none is shown
 * @param keyfile its key, not encrypted; empty: it is in {@code certfile}
 */
public record Certificates(Optional<Path> cafile, Optional<Path> certfile, Optional<Path> keyfile) {

    public static final Certificates NONE = new Certificates(Optional.empty(), Optional.empty(), Optional.empty());

    private static final char[] NO_PASSWORD = {};

    /**
     * @throws IllegalArgumentException with one sentence when the file has no certificate
     */
    static SSLContext trusting(Path cafile) {
        return new Certificates(Optional.of(cafile), Optional.empty(), Optional.empty()).context();
    }

    /**
     * @throws IllegalArgumentException with one sentence that names the file
     */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown(), trusted(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the files of certificate and key do not fit together", e);
        }
    }

    private TrustManager[] trusted() throws IOException, GeneralSecurityException {
        if (cafile.isEmpty()) return null;
        KeyStore store = empty(KeyStore.getDefaultType());
        for (Certificate each : certificates("cafile", cafile.get())) {
            store.setCertificateEntry("ca-" + store.size(), each);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private KeyManager[] shown() throws IOException, GeneralSecurityException {
        if (certfile.isEmpty()) return null;
        Certificate[] chain = certificates("certfile", certfile.get()).toArray(Certificate[]::new);
        PrivateKey key = PemKey.read(
                keyfile.orElse(certfile.get()), chain[0].getPublicKey().getAlgorithm());
        KeyStore store = empty("PKCS12");
        store.setKeyEntry("drover", key, NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static Collection<? extends Certificate> certificates(String option, Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) throw new IllegalArgumentException(option + " " + file + " holds no certificate");
            return found;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(option + " " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static KeyStore empty(String type) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, NO_PASSWORD);
        return store;
    }
}
