package io.drover.emulator.api;

/** Who may log in: one user with one project and one application credential. All in the domain {@code Default}. */
public record Credentials(String username, String password, String project, Application application, String region) {

    /** An application credential, which stands for the user in the project. */
    public record Application(String id, String name, String secret) {}

    public static Credentials defaults() {
        String id = "5b6a7c8d9e0f41a2b3c4d5e6f7a8b9c0";
        String name = "drover";
        String secret = "app-secret";
        Application application = new Application(id, name, secret);
        String username = "admin";
        String password = "secret";
        String project = "admin";
        return new Credentials(username, password, project, application, "RegionOne");
    }
}
