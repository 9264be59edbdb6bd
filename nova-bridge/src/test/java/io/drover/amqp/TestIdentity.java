package io.drover.amqp;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate and its key.
 *
 * @param key PKCS #8
 */
public record TestIdentity(Path certificate, Path key, KeyStore store) {

    /**
     * A server that shows this certificate.
     *
     * @param clients who may sign its clients' certificates; empty: it asks for none
     */
    public SSLContext server(Optional<TestAuthority> clients) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, TestAuthority.PASSWORD);
        TrustManager[] trusted = null;
        if (clients.isPresent()) {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(clients.get().trusted());
            trusted = trust.getTrustManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted, null);
        return context;
    }

    /** The inner part of the same key: PKCS #8 wraps it in 26 bytes. */
    Path pkcs1Key() throws IOException, GeneralSecurityException {
        String alias = store.aliases().nextElement();
        byte[] pkcs8 = store.getKey(alias, TestAuthority.PASSWORD).getEncoded();
        return TestAuthority.pem(sibling("rsa.key"), "RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
    }

    Path encryptedKey() throws IOException {
        return TestAuthority.pem(sibling("enc.key"), "ENCRYPTED PRIVATE KEY", new byte[10]);
    }

    private Path sibling(String suffix) {
        return certificate.resolveSibling(certificate.getFileName() + "." + suffix);
    }
}
