package io.drover.emulator.api;

/** Who may log in: one user with one project and one application credential. All in the domain {@code Default}. */
public record Credentials(
        String username,
        String password,
        String project,
        String applicationCredentialId,
        String applicationCredentialName,
        String applicationCredentialSecret,
        String region) {

    public static Credentials defaults() {
        return new Credentials(
                "admin", "secret", "admin", "5b6a7c8d9e0f41a2b3c4d5e6f7a8b9c0", "drover", "app-secret", "RegionOne");
    }
}
