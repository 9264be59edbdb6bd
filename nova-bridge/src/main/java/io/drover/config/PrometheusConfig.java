package io.drover.config;

import io.drover.openstack.Certificates;
import io.drover.prometheus.PrometheusAccess;
import io.drover.prometheus.PrometheusAccess.Login;
import io.drover.prometheus.PrometheusSettings;
import io.drover.telemetry.HostLoadSource;
import io.drover.telemetry.ServerLoadSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Prometheus that the options tell of. */
public final class PrometheusConfig {

    private PrometheusConfig() {}

    /** Empty: there is none. */
    public static Optional<PrometheusSettings> of(Configuration configuration) {
        Optional<URI> url = configuration.find(PrometheusOptions.URL_OF);
        if (url.isEmpty() && !configuration.get(PrometheusOptions.CATALOG)) return Optional.empty();
        return Optional.of(new PrometheusSettings(
                access(configuration, url),
                configuration.find(PrometheusOptions.HOST_LABEL),
                configuration.find(PrometheusOptions.SERVER_LABEL),
                configuration.get(PrometheusOptions.WINDOW),
                configuration.find(PrometheusOptions.HOST_QUERY),
                configuration.find(PrometheusOptions.SERVER_QUERY)));
    }

    private static PrometheusAccess access(Configuration configuration, Optional<URI> url) {
        return new PrometheusAccess(
                url,
                configuration
                        .find(PrometheusOptions.USER)
                        .map(user -> new Login(
                                user,
                                configuration.find(PrometheusOptions.PASSWORD).orElse(""))),
                configuration.find(PrometheusOptions.TOKEN_FILE),
                new Certificates(
                        configuration.find(PrometheusOptions.CAFILE),
                        configuration.find(PrometheusOptions.CERTFILE),
                        configuration.find(PrometheusOptions.KEYFILE)),
                configuration.get(PrometheusOptions.TIMEOUT));
    }

    static List<String> faults(Configuration configuration) {
        List<String> faults = new ArrayList<>();
        Optional<URI> url = configuration.find(PrometheusOptions.URL_OF);
        boolean catalog = configuration.get(PrometheusOptions.CATALOG);
        for (Option<?> source : sources(configuration)) {
            if (url.isEmpty() && !catalog) {
                faults.add(configuration.origin(source) + ": " + source.title()
                        + " prometheus needs [prometheus] url or catalog");
            }
        }
        if (url.isPresent() && catalog)
            faults.add(fault(configuration, PrometheusOptions.CATALOG, "and url exclude each other"));
        if (url.map(URI::getRawUserInfo).isPresent()) {
            faults.add(configuration.origin(PrometheusOptions.URL_OF)
                    + ": [prometheus] url must not hold a password, which logs would show: set user and password");
        }
        needs(configuration, PrometheusOptions.PASSWORD, PrometheusOptions.USER).ifPresent(faults::add);
        needs(configuration, PrometheusOptions.USER, PrometheusOptions.PASSWORD).ifPresent(faults::add);
        needs(configuration, PrometheusOptions.KEYFILE, PrometheusOptions.CERTFILE)
                .ifPresent(faults::add);
        if (configuration.find(PrometheusOptions.TOKEN_FILE).isPresent()
                && configuration.find(PrometheusOptions.USER).isPresent()) {
            faults.add(fault(configuration, PrometheusOptions.TOKEN_FILE, "and user exclude each other"));
        }
        return faults;
    }

    static List<String> warnings(Configuration configuration) {
        Optional<URI> url = configuration.find(PrometheusOptions.URL_OF);
        boolean plain = url.isPresent()
                && url.get().getScheme().equalsIgnoreCase("http")
                && !Consistency.loopback(url.get().getHost());
        boolean secret = configuration.find(PrometheusOptions.USER).isPresent()
                || configuration.find(PrometheusOptions.TOKEN_FILE).isPresent();
        if (!plain || !secret) return List.of();
        return List.of(fault(
                configuration,
                PrometheusOptions.URL_OF,
                "is http: everybody on the way can read our password or token"));
    }

    private static List<Option<?>> sources(Configuration configuration) {
        List<Option<?>> sources = new ArrayList<>();
        if (configuration.get(TelemetryOptions.HOST_LOAD_SOURCE) == HostLoadSource.PROMETHEUS) {
            sources.add(TelemetryOptions.HOST_LOAD_SOURCE);
        }
        if (configuration.get(TelemetryOptions.SERVER_LOAD_SOURCE) == ServerLoadSource.PROMETHEUS) {
            sources.add(TelemetryOptions.SERVER_LOAD_SOURCE);
        }
        return sources;
    }

    private static Optional<String> needs(Configuration configuration, Option<?> option, Option<?> other) {
        if (configuration.find(option).isEmpty() || configuration.find(other).isPresent()) return Optional.empty();
        return Optional.of(fault(configuration, option, "needs " + other.name()));
    }

    private static String fault(Configuration configuration, Option<?> option, String problem) {
        return configuration.origin(option) + ": " + option.title() + " " + problem;
    }
}
