package io.drover.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that opens the dashboard. Compared in constant time and never printed. */
final class AccessToken {

    static final int LENGTH_AT_LEAST = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;
    private final String cookie;

    AccessToken(String text) {
        if (text.length() < LENGTH_AT_LEAST) {
            throw new IllegalArgumentException(
                    "the dashboard's token must have at least " + LENGTH_AT_LEAST + " characters");
        }
        this.secret = text.getBytes(StandardCharsets.UTF_8);
        this.cookie = HexFormat.of().formatHex(mac("the cookie of the dashboard"));
    }

    boolean opensWith(String shown) {
        return MessageDigest.isEqual(digest(secret), digest(shown.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a browser keeps in place of the token: follows from it, and does not tell it. */
    String cookie() {
        return cookie;
    }

    boolean opensWithCookie(String shown) {
        return MessageDigest.isEqual(cookie.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JVM has " + ALGORITHM, e);
        }
    }

    /** So that the length of what is shown tells nothing either. */
    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "a token";
    }
}
