package io.drover.openstack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRootName;
import java.util.List;
import java.util.Map;
import org.openstack4j.openstack.common.Auth;
import org.openstack4j.openstack.identity.v3.domain.KeystoneAuth;

/** Keystone's document for an application credential, which openstack4j has none of. */
@JsonRootName("auth") // not inherited
final class ApplicationCredentialAuth extends KeystoneAuth {

    private static final long serialVersionUID = 1;

    private final transient Map<String, Object> document;

    ApplicationCredentialAuth(String id, String secret) {
        super(Auth.Type.CREDENTIALS);
        document = Map.of(
                "methods",
                List.of("application_credential"),
                "application_credential",
                Map.of("id", id, "secret", secret));
    }

    @JsonProperty("identity")
    public Map<String, Object> document() {
        return document;
    }

    @Override
    @JsonIgnore
    public Identity getIdentity() {
        return null;
    }
}
