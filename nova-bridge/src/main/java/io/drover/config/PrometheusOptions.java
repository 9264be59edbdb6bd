package io.drover.config;

import static io.drover.config.Kind.BOOLEAN;
import static io.drover.config.Kind.PATH;
import static io.drover.config.Kind.SOME_TIME;
import static io.drover.config.Kind.TEXT;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The section {@code [prometheus]} of {@link Options}. */
public final class PrometheusOptions {

    static final String SECTION = "prometheus";

    private static final List<Option<?>> ALL = new ArrayList<>();
    private static final Kind<URI> URL =
            new Kind<>("http or https address", List.of(), "", "", PrometheusOptions::address);
    private static final Kind<String> LABEL = new Kind<>("label", List.of(), "", "", PrometheusOptions::label);

    public static final Option<URI> URL_OF = add(Option.of(SECTION, "url", URL)
            .help("Its address, with the path that it is served under, if any: http://prometheus:9090, "
                    + "https://[fd00::9]/prometheus."));
    public static final Option<Boolean> CATALOG = add(Option.of(SECTION, "catalog", BOOLEAN, "false")
            .help("Whether it is behind an Aetos, found in Keystone's catalog (metric-storage) and asked with our "
                    + "token, in place of url. Its role must show the series of all projects."));
    public static final Option<String> USER =
            add(Option.of(SECTION, "user", TEXT).help("User of basic authentication."));
    public static final Option<String> PASSWORD =
            add(Option.of(SECTION, "password", TEXT).asSecret().help("The user's password."));
    public static final Option<Path> TOKEN_FILE = add(Option.of(SECTION, "token_file", PATH)
            .help("File whose first line is a bearer token, in place of a user. Read anew for each question."));
    public static final Option<Path> CAFILE = add(Option.of(SECTION, "cafile", PATH)
            .help("PEM file of the certificate authorities to trust in place of the system's."));
    public static final Option<Path> CERTFILE =
            add(Option.of(SECTION, "certfile", PATH).help("PEM file of our own certificate, with its chain."));
    public static final Option<Path> KEYFILE = add(Option.of(SECTION, "keyfile", PATH)
            .help("PEM file of the certificate's key, not encrypted. Unset: it is in certfile."));
    public static final Option<Duration> TIMEOUT = add(Option.of(SECTION, "timeout", SOME_TIME, "5")
            .help("The longest wait for a connection, for an answer, and for the query itself. With catalog, the "
                    + "cloud's own apply."));
    public static final Option<String> HOST_LABEL = add(Option.of(SECTION, "host_label", LABEL)
            .help("The label of the node exporter's series whose value is the host as Nova names it, with or "
                    + "without domain and port. Unset: found out, also by node_uname_info's nodename."));
    public static final Option<String> SERVER_LABEL = add(Option.of(SECTION, "server_label", LABEL)
            .help("The label whose value is a server's id. Unset: resource, resource_id, uuid or instance_id, as the "
                    + "exporter has it; resource for server_query."));
    public static final Option<Duration> WINDOW = add(Option.of(SECTION, "window", SOME_TIME, "120")
            .help("How far back two samples of a counter may lie: two scrapes at least, four for a lost one."));
    public static final Option<String> HOST_QUERY = add(Option.of(SECTION, "host_query", TEXT)
            .help("PromQL that yields the host's load in tasks, one number. {host} is the host as Nova names it, "
                    + "{window} the window. Unset: node_schedstat, else node_cpu and node_pressure."));
    public static final Option<String> SERVER_QUERY = add(Option.of(SECTION, "server_query", TEXT)
            .help("PromQL that yields the servers' loads in CPUs, with their ids in server_label. {servers} is "
                    + "a regular expression of their ids. Unset: a libvirt exporter's or Ceilometer's CPU times."));

    private PrometheusOptions() {}

    static List<Option<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    private static <T> Option<T> add(Option<T> option) {
        ALL.add(option);
        return option;
    }

    private static URI address(String text) {
        URI address;
        try {
            address = URI.create(text.replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a http or https address", e);
        }
        if (address.getRawUserInfo() != null) return address; // refused later, by a sentence that does not show it
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || address.getHost() == null) {
            throw new IllegalArgumentException("is not a http or https address");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("must end with the path");
        }
        return address;
    }

    private static String label(String text) {
        if (text.matches("[A-Za-z_][A-Za-z0-9_]*")) return text;
        throw new IllegalArgumentException("is not a label of Prometheus");
    }
}
