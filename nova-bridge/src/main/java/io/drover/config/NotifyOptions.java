package io.drover.config;

import static io.drover.config.Kind.LIST;
import static io.drover.config.Kind.PATH;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The section {@code [notify]} of {@link Options}. */
public final class NotifyOptions {

    static final String SECTION = "notify";

    private static final Kind<URI> URL = new Kind<>("http or https address", List.of(), "", "", NotifyOptions::address);

    public static final Option<URI> URL_OF = Option.of(SECTION, "url", URL)
            .asSecret()
            .help("Where each agent posts what happens to its host, one CloudEvent (JSON) a request. Unset: nowhere.");
    public static final Option<List<String>> ON = Option.of(SECTION, "on", LIST, "moved,failed,refused_hot,paused")
            .help("What is posted: a server has left (moved) or could not leave (failed), a hot host's auction came to "
                    + "nothing (refused_hot), a pause or its end (paused).");
    public static final Option<Path> SECRET_FILE = Option.of(SECTION, "secret_file", PATH)
            .help(
                    "File whose first line is a secret of at least 16 characters, shared with the receiver. Each request "
                            + "is signed with it: X-Drover-Signature is sha256= and the HMAC of the body. Unset: no signature.");
    public static final Option<Path> CAFILE = Option.of(SECTION, "cafile", PATH)
            .help("PEM file of the certificate authorities to trust in place of the system's.");
    public static final Option<Duration> TIMEOUT = Option.of(
                    SECTION, "timeout", Kind.duration(Duration.ofMillis(100)), "5")
            .help("The longest wait for an answer.");

    public static final Option<String> AUDIT_URL = Option.of(SECTION, "audit_url", Kind.TRANSPORT_URL)
            .asSecret()
            .help(
                    "A notification bus of OpenStack's, in oslo.messaging's form, which hears of each migration that an agent "
                            + "begins and of its end: CADF events in oslo.messaging's envelope, on notifications.info and "
                            + "notifications.error. Unset: nobody hears.");
    public static final Option<String> AUDIT_EXCHANGE = Option.of(SECTION, "audit_exchange", Kind.TEXT, "nova")
            .help("The exchange of these events, which must be there: the control_exchange of those who hear them.");

    private NotifyOptions() {}

    static List<Option<?>> all() {
        return List.of(URL_OF, ON, SECRET_FILE, CAFILE, TIMEOUT, AUDIT_URL, AUDIT_EXCHANGE);
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawUserInfo() == null) return uri;
        } catch (IllegalArgumentException e) {
            // without its cause, whose message quotes a secret
        }
        throw new IllegalArgumentException("is not http://host/path or https://host/path without a user in it");
    }
}
