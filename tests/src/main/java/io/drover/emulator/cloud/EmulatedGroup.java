package io.drover.emulator.cloud;

import java.util.List;

/** A server group; {@code policy} is one of Nova's four words, {@code members} are server ids. */
public record EmulatedGroup(String id, String name, String policy, String projectId, List<String> members) {

    public EmulatedGroup {
        members = List.copyOf(members);
    }
}
