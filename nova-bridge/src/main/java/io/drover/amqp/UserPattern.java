package io.drover.amqp;

import java.util.Optional;

/**
 * How the broker's users are named after hosts. The broker lets no user sign with another's name, so a message that
 * bears the user of its source was sent by that user.
 *
 * @param text with {@link #HOST} where the host's name stands
 */
public record UserPattern(String text) {

    public static final String HOST = "{host}";

    /**
     * @throws IllegalArgumentException when all hosts would share one user
     */
    public UserPattern {
        if (!text.contains(HOST)) throw new IllegalArgumentException("does not contain " + HOST);
    }

    /** The host whose user this is; empty: none of this pattern. */
    public Optional<String> host(String user) {
        int at = text.indexOf(HOST);
        String before = text.substring(0, at);
        String after = text.substring(at + HOST.length());
        boolean framed =
                user.length() > before.length() + after.length() && user.startsWith(before) && user.endsWith(after);
        if (!framed) return Optional.empty();
        return Optional.of(user.substring(before.length(), user.length() - after.length()))
                .filter(host -> fits(user, host));
    }

    /**
     * @param user as the broker vouches for it; null: it vouches for none
     */
    boolean fits(String user, String source) {
        return text.replace(HOST, source).equals(user);
    }
}
