package io.drover.telemetry;

import io.drover.emulator.OpenStackEmulator;
import io.drover.openstack.CloudAccess;
import java.util.Map;

/** How an emulated cloud is reached. */
public final class EmulatedAccess {

    private EmulatedAccess() {}

    public static CloudAccess to(OpenStackEmulator emulator) {
        return CloudAccess.of(Map.of(
                "auth_url", emulator.authUrl(),
                "username", emulator.credentials().username(),
                "password", emulator.credentials().password(),
                "project_name", emulator.credentials().project(),
                "user_domain_name", "Default",
                "project_domain_name", "Default"));
    }
}
