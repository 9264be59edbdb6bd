package io.drover.amqp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the brokers are: oslo.messaging's {@code transport_url},
 * {@code rabbit://user:pass@host:5672,user2:pass2@host2/vhost?ssl=1}, read as oslo.messaging and kombu read it. Other
 * options of theirs in the query are left alone. Unlike there, the port is 5671 when {@code ssl} is on, and the
 * broker's certificate is always verified.
 *
 * @param brokers of one cluster, at least one
 * @param virtualHost {@code /} unless named
 * @param tls empty: the connection is not encrypted
 * @param external the broker knows us by our certificate (kombu's {@code login_method=EXTERNAL}), not by a password
 */
public record TransportUrl(List<Broker> brokers, String virtualHost, Optional<Tls> tls, boolean external) {

    private static final String SCHEME = "rabbit://";
    private static final int PLAIN_PORT = 5672;
    private static final int TLS_PORT = 5671;

    /** kombu's user and password where the URL has none. */
    private static final String GUEST = "guest";

    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\[(?<v6>[0-9a-fA-F:.%]+)]|(?<host>[^:\\[\\]@\\s]+))(?::(?<port>[0-9]{1,5}))?");
    private static final Set<String> SSL_OPTIONS = Set.of(
            "ssl",
            "ssl_ca_file",
            "ssl_cert_file",
            "ssl_key_file",
            "ssl_version",
            "ssl_enforce_fips_mode",
            "ssl_enforce_hostname_verification");
    private static final Set<String> LOGIN_METHODS = Set.of("PLAIN", "AMQPLAIN", "EXTERNAL");
    private static final Set<String> TRUE = Set.of("1", "t", "true", "on", "y", "yes");
    private static final Set<String> FALSE = Set.of("0", "f", "false", "off", "n", "no");

    /** One member of the cluster, with its credentials. */
    public record Broker(String host, int port, String user, String password) {

        String address() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }

        @Override
        public String toString() {
            return user + ":***@" + address();
        }
    }

    public TransportUrl {
        brokers = List.copyOf(brokers);
        if (external && tls.flatMap(Tls::certificate).isEmpty()) {
            throw new IllegalArgumentException("says login_method=EXTERNAL, which needs ssl=1 and ssl_cert_file");
        }
        if (external && brokers.stream().anyMatch(broker -> broker.user().equals(GUEST))) {
            throw new IllegalArgumentException("says login_method=EXTERNAL and not the user's name, as"
                    + " the broker reads it in the certificate");
        }
    }

    /**
     * @throws IllegalArgumentException with what is wrong with it, a sentence whose subject is the option that it
     *     stands in ("names no host") and that never shows a password
     */
    public static TransportUrl parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new IllegalArgumentException("does not begin with rabbit://, as oslo.messaging's does");
        }
        String rest = text.substring(SCHEME.length());
        refuseUnescaped(rest);
        int question = rest.indexOf('?');
        Map<String, String> query = question < 0 ? Map.of() : query(rest.substring(question + 1));
        String address = question < 0 ? rest : rest.substring(0, question);
        int slash = address.indexOf('/');
        String path = slash < 0 ? "" : decoded(address.substring(slash + 1));
        Optional<Tls> tls = tls(query);
        List<Broker> brokers = new ArrayList<>();
        for (String each : (slash < 0 ? address : address.substring(0, slash)).split(",")) {
            if (!each.isEmpty()) brokers.add(broker(each, tls.isPresent() ? TLS_PORT : PLAIN_PORT));
        }
        if (brokers.isEmpty()) throw new IllegalArgumentException("names no host");
        return new TransportUrl(brokers, path.isEmpty() ? "/" : path, tls, external(query));
    }

    /** What a password may have in it and a URL may not: oslo.messaging takes what follows for something else. */
    private static void refuseUnescaped(String rest) {
        if (rest.indexOf('#') >= 0) throw new IllegalArgumentException("has a #, which is written %23");
        if (rest.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("has a space, which is written %20");
        }
        for (String ends : List.of("?", "/")) {
            int end = rest.indexOf(ends);
            if (end < 0 || rest.indexOf('@') < end || rest.lastIndexOf(':', end) < 0) continue;
            throw new IllegalArgumentException("has an @ after its first " + ends + ": in a password " + ends
                    + " is written " + (ends.equals("/") ? "%2F" : "%3F"));
        }
    }

    /** The addresses, for people: no credentials. */
    public String where() {
        return brokers.stream().map(Broker::address).collect(Collectors.joining(" or "));
    }

    @Override
    public String toString() {
        String hosts = brokers.stream().map(Broker::toString).collect(Collectors.joining(","));
        return SCHEME + hosts + "/" + virtualHost + (tls.isPresent() ? "?ssl=1" : "");
    }

    private static Broker broker(String text, int defaultPort) {
        int at = text.lastIndexOf('@');
        String credentials = at < 0 ? "" : text.substring(0, at);
        int colon = credentials.indexOf(':');
        String user = decoded(colon < 0 ? credentials : credentials.substring(0, colon));
        String password = colon < 0 ? "" : decoded(credentials.substring(colon + 1));
        Matcher address = ADDRESS.matcher(text.substring(at + 1));
        if (!address.matches()) {
            throw new IllegalArgumentException("has a host that is not in the form host:port or [IPv6]:port");
        }
        String host = address.group("v6") == null ? address.group("host") : address.group("v6");
        int port = address.group("port") == null ? defaultPort : Integer.parseInt(address.group("port"));
        if (port < 1 || port > 65_535) throw new IllegalArgumentException("has no valid port for " + host);
        return new Broker(host, port, user.isEmpty() ? GUEST : user, password.isEmpty() ? GUEST : password);
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals < 0 || equals == pair.length() - 1) continue;
            String value = decoded(pair.substring(equals + 1).replace("+", "%20"));
            query.merge(pair.substring(0, equals), value, (first, second) -> first + "," + second);
        }
        return query;
    }

    private static Optional<Tls> tls(Map<String, String> query) {
        for (String option : query.keySet()) {
            if (option.startsWith("ssl") && !SSL_OPTIONS.contains(option)) {
                throw new IllegalArgumentException("has an unknown option " + option);
            }
        }
        Tls tls = new Tls(path(query, "ssl_ca_file"), path(query, "ssl_cert_file"), path(query, "ssl_key_file"));
        if (on(query.getOrDefault("ssl", "0"))) return Optional.of(tls);
        if (!tls.equals(Tls.DEFAULT)) {
            throw new IllegalArgumentException("names TLS files but does not say ssl=1");
        }
        return Optional.empty();
    }

    private static boolean external(Map<String, String> query) {
        String method = query.getOrDefault("login_method", "PLAIN").toUpperCase(Locale.ROOT);
        if (LOGIN_METHODS.contains(method)) return method.equals("EXTERNAL");
        throw new IllegalArgumentException("has an option login_method that is not PLAIN, AMQPLAIN or EXTERNAL");
    }

    private static Optional<Path> path(Map<String, String> query, String option) {
        try {
            return Optional.ofNullable(query.get(option)).map(Path::of);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("has an option " + option + " that is no path", e);
        }
    }

    private static boolean on(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            throw new IllegalArgumentException("has an option ssl that is not 1 or 0");
        }
        return TRUE.contains(word);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // without its cause, whose message may quote a password
            throw new IllegalArgumentException("has a % that is not followed by two hexadecimal digits");
        }
    }
}
