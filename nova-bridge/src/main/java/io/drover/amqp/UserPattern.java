package io.drover.amqp;

/**
 * How the broker's users are named after hosts. The broker lets nobody sign with another user's name, so a message that
 * bears the user of its source was sent by whoever may log in as that.
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

    /**
     * @param user as the broker vouches for it; null: it vouches for none
     */
    boolean fits(String user, String source) {
        return text.replace(HOST, source).equals(user);
    }
}
