package io.drover.prometheus;

import io.drover.openstack.Certificates;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a Prometheus.
 *
 * @param url with the path prefix that it is served under, if any; empty: an Aetos, found in Keystone's catalog
 * @param login basic authentication; empty: none
 * @param tokenFile its first line is a bearer token, read anew for each question; empty: none
 * @param timeout of a connection, of a silence within an answer, and of the query in Prometheus
 */
public record PrometheusAccess(
        Optional<URI> url,
        Optional<Login> login,
        Optional<Path> tokenFile,
        Certificates certificates,
        Duration timeout) {

    /** Of basic authentication. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "user " + user;
        }
    }

    /** By whom it is asked, for people. */
    String credentials() {
        if (login.isPresent()) return login.get().toString() + " and the password";
        return tokenFile.map(file -> "the token in " + file).orElse("nobody's name: set user, token_file or certfile");
    }
}
