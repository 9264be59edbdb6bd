package io.drover.check;

import io.drover.config.AgentConfig;
import io.drover.wire.FleetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether the agent, and no other user, can read the secret that signs messages. */
public final class FleetKeyCheck implements CloudCheck {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    @Override
    public String name() {
        return "fleet key";
    }

    @Override
    public List<Finding> check(AgentConfig config) {
        return List.of(config.bus()
                .fleetKeyFile()
                .map(FleetKeyCheck::judged)
                .orElseGet(() -> Trial.warning("no fleet_key_file: any account of the broker can command the fleet")));
    }

    private static Finding judged(Path file) {
        try {
            FleetKey key = FleetKey.read(file);
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (OWNER.containsAll(mode)) return Trial.ok(key + " in " + file);
            return Trial.warning(file + " is " + PosixFilePermissions.toString(mode) + ": chmod 0600 it");
        } catch (IllegalArgumentException e) {
            return Trial.failed(e.getMessage());
        } catch (IOException e) {
            return Trial.failed("the fleet key file " + file + " cannot be read");
        }
    }
}
