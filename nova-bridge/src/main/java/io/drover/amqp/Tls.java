package io.drover.amqp;

import io.drover.openstack.PemKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
 * How to trust a broker and to be known to it, in PEM files.
 *
 * @param ca the authorities to trust; empty: those that Java trusts
 * @param certificate ours, with its chain; empty: none is shown
 * @param key of the certificate, not encrypted; empty: it is in the certificate's file
 */
public record Tls(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {

    static final Tls DEFAULT = new Tls(Optional.empty(), Optional.empty(), Optional.empty());

    private static final char[] NO_PASSWORD = {};

    /**
     * @throws IllegalArgumentException with one sentence that names the file
     */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown(), trusted(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the TLS files of transport_url do not fit together", e);
        }
    }

    private TrustManager[] trusted() throws GeneralSecurityException, IOException {
        if (ca.isEmpty()) return null;
        KeyStore store = empty();
        int number = 0;
        for (Certificate each : certificates(ca.get())) store.setCertificateEntry("ca" + number++, each);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager[] shown() throws GeneralSecurityException, IOException {
        if (certificate.isEmpty()) return null;
        Certificate[] chain = certificates(certificate.get()).toArray(Certificate[]::new);
        PrivateKey secret = PemKey.read(
                key.orElse(certificate.get()), chain[0].getPublicKey().getAlgorithm());
        KeyStore store = empty();
        store.setKeyEntry("drover", secret, NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static Collection<? extends Certificate> certificates(Path file) throws GeneralSecurityException {
        byte[] text = bytes(file);
        Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text));
        if (found.isEmpty()) throw new IllegalArgumentException(file + " holds no certificate");
        return found;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the TLS file " + file + " cannot be read", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
