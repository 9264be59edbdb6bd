package io.drover.nova;

import java.util.Optional;

/**
 * A server as Nova shows it now.
 *
 * @param status Nova's word: {@code ACTIVE}, {@code MIGRATING}, {@code ERROR}, …
 * @param taskState what Nova is doing to it; empty: nothing
 * @param host the {@code host} of Nova's os-services
 */
public record ServerState(String id, String status, Optional<String> taskState, String host, boolean locked) {

    boolean broken() {
        return status.equals("ERROR");
    }

    boolean migrating() {
        return taskState.filter("migrating"::equals).isPresent();
    }
}
