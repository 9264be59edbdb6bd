package io.drover.check;

import io.drover.config.AgentConfig;
import io.drover.openstack.CloudException;
import io.drover.openstack.Token;
import java.util.List;

/** Whether Keystone gives a token, and with which roles. */
public final class KeystoneCheck implements CloudCheck {

    @Override
    public String name() {
        return "keystone";
    }

    @Override
    public List<Finding> check(AgentConfig config) {
        try {
            Token token = Trial.session(config).token();
            return List.of(Trial.ok("a token, with the roles " + String.join(", ", token.roles())));
        } catch (CloudException e) {
            return List.of(Trial.refused(e));
        }
    }
}
