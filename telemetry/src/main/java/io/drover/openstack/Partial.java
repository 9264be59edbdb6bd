package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Rows of a cell that Nova cannot reach: from 2.69 on it lists them with {@code status} UNKNOWN and without what only
 * the cell's database knows (API guide, "Handling Down Cells").
 */
final class Partial {

    private Partial() {}

    /** A server in a state that Nova does not know has UNKNOWN too, but is a whole row. */
    static boolean is(JsonNode row) {
        return row.path("status").asText("").equals("UNKNOWN") && !row.has("OS-EXT-STS:vm_state") && !row.has("state");
    }
}
