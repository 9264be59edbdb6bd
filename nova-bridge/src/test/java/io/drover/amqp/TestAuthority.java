package io.drover.amqp;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A private certificate authority, made for one test. Its files are in PEM, in a folder of the test's. */
public final class TestAuthority {

    static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final KeyPair keys;
    private final X509Certificate own;
    private long serial = 1;

    /**
     * @param name which its file bears too
     */
    public TestAuthority(Path folder, String name) throws GeneralSecurityException, IOException {
        this.folder = folder;
        this.keys = pair();
        Instant now = Instant.now();
        this.own = signed(name, keys, now.minus(Duration.ofDays(30)), now.plus(Duration.ofDays(1)), new String[0]);
        pem(certificate(), "CERTIFICATE", own.getEncoded());
    }

    /** Of the authority itself. */
    public Path certificate() {
        return folder.resolve(own.getSubjectX500Principal().getName().substring("CN=".length()) + ".crt");
    }

    /**
     * @param hosts DNS names that it is good for
     */
    public TestIdentity issue(String name, String... hosts) throws GeneralSecurityException, IOException {
        return identity(name, Instant.now().plus(Duration.ofDays(1)), hosts);
    }

    /** Good until yesterday. */
    public TestIdentity expired(String name, String... hosts) throws GeneralSecurityException, IOException {
        return identity(name, Instant.now().minus(Duration.ofDays(1)), hosts);
    }

    private TestIdentity identity(String name, Instant end, String... hosts)
            throws GeneralSecurityException, IOException {
        KeyPair pair = pair();
        X509Certificate certificate = signed(name, pair, Instant.now().minus(Duration.ofDays(30)), end, hosts);
        Path file = pem(folder.resolve(name + ".crt"), "CERTIFICATE", certificate.getEncoded());
        Path key = pem(
                folder.resolve(name + ".key"), "PRIVATE KEY", pair.getPrivate().getEncoded());
        return new TestIdentity(file, key, store(name, pair.getPrivate(), certificate));
    }

    private X509Certificate signed(String name, KeyPair pair, Instant start, Instant end, String... hosts)
            throws GeneralSecurityException, IOException {
        X500Principal issuer = own == null ? new X500Principal("CN=" + name) : own.getSubjectX500Principal();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(serial++),
                Date.from(start),
                Date.from(end),
                new X500Principal("CN=" + name),
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(own == null));
        if (hosts.length > 0) builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static GeneralNames names(String... hosts) {
        GeneralName[] names = new GeneralName[hosts.length];
        for (int i = 0; i < hosts.length; i++) names[i] = new GeneralName(GeneralName.dNSName, hosts[i]);
        return new GeneralNames(names);
    }

    KeyStore trusted() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setCertificateEntry("authority", own);
        return store;
    }

    private static KeyStore store(String name, PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry(name, key, PASSWORD, new X509Certificate[] {certificate});
        return store;
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    static Path pem(Path file, String kind, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }
}
