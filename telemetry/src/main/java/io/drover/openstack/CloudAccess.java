package io.drover.openstack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.openstack4j.api.types.Facing;

/**
 * How to reach a cloud.
 *
 * @param authUrl Keystone's, ending in {@code /v3}
 * @param region empty: the catalog has only one
 * @param facing which of a service's endpoints to use
 * @param cafile PEM certificates to trust instead of the JVM's
 * @param connectTimeout of each connection
 * @param readTimeout the longest silence within an answer, and the patience for repeating a question
 */
public record CloudAccess(
        URI authUrl,
        CloudCredentials credentials,
        Optional<String> region,
        Facing facing,
        Optional<Path> cafile,
        Duration connectTimeout,
        Duration readTimeout) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(20);

    public CloudAccess {
        if (authUrl.getHost() == null || !String.valueOf(authUrl.getScheme()).matches("https?")) {
            throw new IllegalArgumentException("auth_url is a http or https address, not \"" + authUrl + "\"");
        }
    }

    /**
     * @param options keystoneauth's, flat: those of {@link CloudCredentials#of} and {@code auth_url},
     *     {@code region_name}, {@code interface} (public), {@code cafile} or {@code cacert}
     * @throws IllegalArgumentException with one sentence that names the option
     */
    public static CloudAccess of(Map<String, String> options) {
        String url = options.get("auth_url");
        if (url == null) throw new IllegalArgumentException("the option auth_url is missing");
        String cafile = options.getOrDefault("cafile", options.get("cacert"));
        return new CloudAccess(
                identityV3(url),
                CloudCredentials.of(options),
                Optional.ofNullable(options.get("region_name")),
                facing(options.getOrDefault("interface", "public")),
                Optional.ofNullable(cafile).map(Path::of),
                CONNECT,
                READ);
    }

    public CloudAccess withTimeouts(Duration connect, Duration read) {
        return new CloudAccess(authUrl, credentials, region, facing, cafile, connect, read);
    }

    private static URI identityV3(String url) {
        String root = url.replaceAll("/+$", "");
        try {
            return URI.create(root.endsWith("/v3") ? root : root + "/v3");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("auth_url is a http or https address, not \"" + url + "\"", e);
        }
    }

    private static Facing facing(String name) {
        return switch (name) {
            case "public", "publicURL" -> Facing.PUBLIC;
            case "internal", "internalURL" -> Facing.INTERNAL;
            case "admin", "adminURL" -> Facing.ADMIN;
            default ->
                throw new IllegalArgumentException("interface is public, internal or admin, not \"" + name + "\"");
        };
    }
}
