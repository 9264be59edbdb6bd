package io.drover.amqp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed pair made by the JDK's keytool, as key store and as PEM files. */
final class TestCertificates {

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final String name;
    private final KeyStore store;

    private TestCertificates(Path folder, String name, KeyStore store) {
        this.folder = folder;
        this.name = name;
        this.store = store;
    }

    static TestCertificates of(Path folder, String name, String alternativeName)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve(name + ".p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + alternativeName,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) throw new IOException("keytool failed");
        return new TestCertificates(folder, name, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
    }

    Path certificate() throws IOException, GeneralSecurityException {
        byte[] der = store.getCertificate(name).getEncoded();
        return pem("crt", "CERTIFICATE", der);
    }

    Path pkcs8Key() throws IOException, GeneralSecurityException {
        return pem("key", "PRIVATE KEY", key().getEncoded());
    }

    /** The inner part of the same key: PKCS #8 wraps it in 26 bytes. */
    Path pkcs1Key() throws IOException, GeneralSecurityException {
        byte[] pkcs8 = key().getEncoded();
        return pem("rsa.key", "RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
    }

    Path encryptedKey() throws IOException {
        return pem("enc.key", "ENCRYPTED PRIVATE KEY", new byte[10]);
    }

    /** Shows this certificate and asks for one that {@code client} signed. */
    SSLContext server(TestCertificates client) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("client", client.store.getCertificate(client.name));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Key key() throws GeneralSecurityException {
        return store.getKey(name, PASSWORD.toCharArray());
    }

    private Path pem(String suffix, String kind, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(name + "." + suffix),
                "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
