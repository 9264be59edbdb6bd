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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The role drover on the cloud under test, with the policy and the user that {@code etc/} makes for it, for as long as
 * the tests of a class run. {@code MINICLOUD_STATE} names the cloud's directory, whose {@code etc} the services read. The
 * property {@code openstack.python} is the command that starts the Python which knows the services' own code, in a place
 * that sees that directory too; {@code openstack.new_defaults} is true where the services leave deprecated rules out.
 */
final class DroverRole implements BeforeAllCallback, AfterAllCallback {

    private static final List<String> SERVICES = List.of("nova", "placement", "gnocchi");
    private static final List<String> PYTHON =
            List.of(System.getProperty("openstack.python", "/usr/bin/python3").split(" "));
    private static final boolean NEW_DEFAULTS = Boolean.getBoolean("openstack.new_defaults");
    private static final Path SOURCE =
            Path.of("..", "etc", "openstack").toAbsolutePath().normalize();
    private static final Path STATE =
            Path.of(Optional.ofNullable(System.getenv("MINICLOUD_STATE")).orElse("/var/lib/minicloud"));
    private static final Path TOOLS = STATE.resolve("drover-role");

    private final Path credential = TOOLS.resolve("drover-credential.conf");

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        copy();
        for (String service : SERVICES) {
            List<String> check =
                    new ArrayList<>(List.of(TOOLS.resolve("drover-policy").toString(), service, "--check"));
            if (NEW_DEFAULTS) check.add("--new-defaults");
            String fitting = run(check).strip();
            Files.createDirectories(installed(service).getParent());
            Files.copy(Path.of(fitting), installed(service), StandardCopyOption.REPLACE_EXISTING);
        }
        run(List.of(
                TOOLS.resolve("drover-user").toString(), "--os-cloud", CloudUnderTest.name(), credential.toString()));
    }

    private static void copy() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCE)) {
            for (Path file : files.toList()) {
                Path copy = TOOLS.resolve(SOURCE.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(copy);
                else Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path installed(String service) {
        return STATE.resolve("etc").resolve(service).resolve("policy.d").resolve("drover.yaml");
    }

    /** What it prints. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Path log = Path.of("target", "drover-role.log").toAbsolutePath();
        Path told = Path.of("target", "drover-role.out").toAbsolutePath();
        List<String> whole = new ArrayList<>(PYTHON);
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .redirectError(log.toFile())
                .redirectOutput(told.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", whole) + " failed: " + Files.readString(log));
        }
        return Files.readString(told);
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
        try (Stream<Path> files = Files.walk(TOOLS)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
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
