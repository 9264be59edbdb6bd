package io.drover.config;

import static io.drover.config.Kind.BOOLEAN;
import static io.drover.config.Kind.PATH;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The section {@code [oslo_messaging_rabbit]}: what deployments say there and not in the URL. */
public final class MessagingOptions {

    static final String SECTION = "oslo_messaging_rabbit";

    public static final Option<Boolean> SSL = Option.of(SECTION, "ssl", BOOLEAN, "false")
            .help(
                    "Whether the brokers of transport_url and notification_url are spoken to over TLS, where the URL does "
                            + "not say it.");
    public static final Option<Path> SSL_CA_FILE = Option.of(SECTION, "ssl_ca_file", PATH)
            .help("PEM file of the authorities to trust. Unset: those that Java trusts.");
    public static final Option<Path> SSL_CERT_FILE =
            Option.of(SECTION, "ssl_cert_file", PATH).help("PEM file of the certificate to show.");
    public static final Option<Path> SSL_KEY_FILE =
            Option.of(SECTION, "ssl_key_file", PATH).help("PEM file of its key.");

    private MessagingOptions() {}

    static List<Option<?>> all() {
        return List.of(SSL, SSL_CA_FILE, SSL_CERT_FILE, SSL_KEY_FILE);
    }

    /** The URL with what the section says; what its own query says wins, as in oslo.messaging. */
    static String with(Configuration configuration, String url) {
        if (!configuration.get(SSL) || names(url, SSL.name())) return url;
        StringBuilder all = new StringBuilder(url);
        all.append(url.contains("?") ? "&" : "?").append("ssl=1");
        for (Option<Path> option : List.of(SSL_CA_FILE, SSL_CERT_FILE, SSL_KEY_FILE)) {
            Optional<Path> file = configuration.find(option);
            if (file.isEmpty() || names(url, option.name())) continue;
            String path = URLEncoder.encode(file.get().toString(), StandardCharsets.UTF_8);
            all.append('&').append(option.name()).append('=').append(path);
        }
        return all.toString();
    }

    private static boolean names(String url, String parameter) {
        String query = url.substring(url.indexOf('?') + 1);
        return url.contains("?") && ("&" + query).contains("&" + parameter + "=");
    }
}
