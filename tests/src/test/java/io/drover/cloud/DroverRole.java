package io.drover.cloud;

import io.drover.openstack.CloudAccess;
import io.drover.openstack.CloudUnderTest;
import io.drover.openstack.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The role drover on the cloud under test, with the policy and the user that {@code etc/} makes for it, for as long as
 * the tests of a class run. {@code MINICLOUD_STATE} names the cloud's directory, whose {@code etc} the services read.
 */
final class DroverRole implements BeforeAllCallback, AfterAllCallback {

    private static final List<String> SERVICES = List.of("nova", "placement", "gnocchi");
    private static final Path SAMPLES = Path.of("..", "etc").toAbsolutePath().normalize();
    private static final Path STATE =
            Path.of(Optional.ofNullable(System.getenv("MINICLOUD_STATE")).orElse("/var/lib/minicloud"));

    private final Path credential = Path.of("target", "drover-credential.conf").toAbsolutePath();

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        for (String service : SERVICES) {
            Path policy = SAMPLES.resolve(service).resolve("policy.d").resolve("drover.yaml");
            run(SAMPLES.resolve("openstack/drover-policy").toString(), service, "--check", policy.toString());
            Files.createDirectories(installed(service).getParent());
            Files.copy(policy, installed(service), StandardCopyOption.REPLACE_EXISTING);
        }
        run(
                SAMPLES.resolve("openstack/drover-user").toString(),
                "--os-cloud",
                CloudUnderTest.name(),
                credential.toString());
    }

    private static Path installed(String service) {
        return STATE.resolve("etc").resolve(service).resolve("policy.d").resolve("drover.yaml");
    }

    /** With the distribution's Python, which knows the services' own code. */
    private static void run(String... command) throws IOException, InterruptedException {
        Path log = Path.of("target", "drover-role.log").toAbsolutePath();
        List<String> whole = new ArrayList<>(List.of("/usr/bin/python3"));
        whole.addAll(List.of(command));
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " failed: " + Files.readString(log));
        }
    }

    /** The {@code [openstack]} section that the script has written. */
    Map<String, String> section() throws IOException {
        Map<String, String> section = new TreeMap<>();
        for (String line : Files.readAllLines(credential)) {
            int equals = line.indexOf(" = ");
            if (equals > 0) section.put(line.substring(0, equals), line.substring(equals + 3));
        }
        return section;
    }

    Path credential() {
        return credential;
    }

    Session session() throws IOException {
        return new Session(CloudAccess.of(section()), InstantSource.system());
    }

    Caller caller() throws IOException {
        return new Caller(session().token().id());
    }

    static Caller administrator() {
        return new Caller(new Session(CloudUnderTest.access(), InstantSource.system())
                .token()
                .id());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        for (String service : SERVICES) {
            Files.deleteIfExists(installed(service));
            Files.deleteIfExists(installed(service).getParent());
        }
        Files.deleteIfExists(credential);
        Caller administrator = administrator();
        String keystone = CloudUnderTest.access().authUrl().toString();
        administrator
                .get(keystone + "/users?name=drover")
                .path("users")
                .forEach(user -> administrator.status(
                        "DELETE", keystone + "/users/" + user.path("id").asText(), ""));
        administrator
                .get(keystone + "/roles?name=drover")
                .path("roles")
                .forEach(role -> administrator.status(
                        "DELETE", keystone + "/roles/" + role.path("id").asText(), ""));
    }
}
