package io.drover.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Asks a person for the token. Complete in itself, because without a token nothing else is served.
 *
 * @param policy allows its one style sheet, by hash, and nothing more
 */
record SignInPage(byte[] body, String policy) {

    private static final String FILE = "sign-in.html";
    private static final String OPENING = "<style>";

    static SignInPage load() {
        try (InputStream in = SignInPage.class.getResourceAsStream(FILE)) {
            byte[] body = in.readAllBytes();
            String policy = "default-src 'none'; style-src 'sha256-" + hash(style(body))
                    + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            return new SignInPage(body, policy);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    private static String style(byte[] body) {
        String page = new String(body, StandardCharsets.UTF_8);
        return page.substring(page.indexOf(OPENING) + OPENING.length(), page.indexOf("</style>"));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }
}
