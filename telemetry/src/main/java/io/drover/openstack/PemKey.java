package io.drover.openstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key from a PEM file: PKCS #8, which Java reads, and PKCS #1, which OpenStack's tools still write. */
public final class PemKey {

    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]+)-----END");

    /** AlgorithmIdentifier of rsaEncryption, after version 0: what PKCS #8 puts before a PKCS #1 key. RFC 5208. */
    private static final byte[] RSA_HEAD = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private PemKey() {}

    /**
     * @throws IllegalArgumentException with one sentence that names the file
     */
    public static PrivateKey read(Path file, String algorithm) throws GeneralSecurityException {
        Matcher pem = PEM.matcher(text(file));
        if (!pem.find()) throw new IllegalArgumentException(file + " holds no private key");
        byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
        byte[] pkcs8 = switch (pem.group(1)) {
            case "" -> der;
            case "RSA " -> sequence(RSA_HEAD, tagged(0x04, der));
            default ->
                throw new IllegalArgumentException(file
                        + " holds a private key that is encrypted or not in PKCS #8 (openssl pkcs8 -topk8 -nocrypt)");
        };
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException("the TLS file " + file + " cannot be read", e);
        }
    }

    private static byte[] sequence(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return tagged(0x30, both.toByteArray());
    }

    /** A DER element; keys are longer than 255 bytes, so a length of two bytes always serves. */
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        element.write(0x82);
        element.write(content.length >>> 8);
        element.write(content.length);
        element.writeBytes(content);
        return element.toByteArray();
    }
}
