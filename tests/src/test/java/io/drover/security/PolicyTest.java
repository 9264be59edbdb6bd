package io.drover.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped policies, and what {@code drover-policy} makes of services that keep their rules as the releases do. The
 * services here are a few lines of Python; {@code .ci/run} and the tests on a real cloud ask the installed ones.
 */
class PolicyTest {

    private static final Path SOURCE =
            Path.of("..", "etc", "openstack").toAbsolutePath().normalize();
    private static final Pattern LINE = Pattern.compile("\"([^\"]+)\": \"([^\"]*)\"");
    private static final String ROLE = " or role:drover";
    private static final String CREATOR = "project_id:%(created_by_project_id)s";

    private static final String RULES = """
            class Rule:
                def __init__(self, name, check_str, deprecated_rule=None):
                    self.name, self.check_str, self.deprecated_rule = name, check_str, deprecated_rule
            def list_rules():
                return [Rule(*rule) for rule in RULES]
            """;

    @TempDir
    private Path folder;

    static Stream<Path> releases() throws IOException {
        try (Stream<Path> all = Files.list(SOURCE.resolve("policy"))) {
            return all.sorted().toList().stream();
        }
    }

    private static Map<String, String> rules(String yaml) {
        Map<String, String> rules = new TreeMap<>();
        Matcher line = LINE.matcher(yaml);
        while (line.find()) rules.put(line.group(1), line.group(2));
        return rules;
    }

    private static List<String> granted(Map<String, String> rules) {
        return rules.entrySet().stream()
                .filter(rule -> rule.getValue().endsWith(ROLE))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyReleaseHasAllThreeAndLetsTheRoleDoWhatAgentsDo(Path release) throws IOException {
        Map<String, String> nova = rules(Files.readString(release.resolve("nova.yaml")));
        assertThat(nova).containsEntry("context_is_admin", "role:admin or role:drover");
        assertThat(granted(nova))
                .contains(
                        "os_compute_api:os-migrate-server:migrate_live",
                        "os_compute_api:os-migrations:index",
                        "os_compute_api:os-server-diagnostics",
                        "os_compute_api:servers:migrations:delete")
                .hasSizeBetween(20, 26);
        assertThat(granted(rules(Files.readString(release.resolve("placement.yaml")))))
                .hasSize(4);
        Map<String, String> gnocchi = rules(Files.readString(release.resolve("gnocchi.yaml")));
        assertThat(granted(gnocchi)).hasSize(6);
        gnocchi.forEach((name, check) -> assertThat(check.replace("(" + CREATOR + " and not role:drover)", ""))
                .as(name)
                .doesNotContain(CREATOR));
    }

    private static List<String> grantedOfNova(String release) throws IOException {
        return granted(
                rules(Files.readString(SOURCE.resolve("policy").resolve(release).resolve("nova.yaml"))));
    }

    /** Nova 32 asks four rules more than before. */
    private static List<String> neededOfNova32() throws IOException {
        List<String> needed = new ArrayList<>(grantedOfNova("2025.1"));
        for (String rule : List.of(
                "os-migrations:index:all_projects",
                "os-migrations:index:host",
                "servers:migrations:index:host",
                "os-migrate-server:migrate_live:host")) {
            needed.add("os_compute_api:" + rule);
        }
        return needed;
    }

    @Test
    void theRoleMayDoTheSameInEachRelease() throws IOException {
        assertThat(grantedOfNova("zed")).isEqualTo(grantedOfNova("2025.1"));
        assertThat(grantedOfNova("2025.2")).containsExactlyInAnyOrderElementsOf(neededOfNova32());
    }

    @Test
    void whatNovaAsksAnewIsGrantedToo() throws Exception {
        List<String> needed = neededOfNova32();
        needed.remove("context_is_admin");
        StringBuilder defaults = new StringBuilder("RULES = [('admin_api', 'is_admin:True'),\n");
        for (String rule : needed) defaults.append("('").append(rule).append("', 'rule:context_is_admin'),\n");
        module("nova/policies.py", defaults.append("('os_compute_api:servers:delete', 'rule:admin_api')]\n") + RULES);
        Map<String, String> made = rules(policy(0, "nova"));
        assertThat(granted(made)).containsAll(needed);
        assertThat(made).containsEntry("admin_api", "role:admin").doesNotContainKey("os_compute_api:servers:delete");
    }

    @Test
    void aNovaWithoutARuleThatAgentsNeedIsTold() throws Exception {
        module("nova/policies.py", "RULES = [('os_compute_api:servers:show', 'rule:context_is_admin')]\n" + RULES);
        assertThat(policy(1, "nova"))
                .startsWith("this release of nova has no rule os_compute_api:")
                .contains("os_compute_api:os-server-diagnostics")
                .doesNotContain("Traceback");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gnocchiIsUnderstoodWithItsRulesInCodeAndInAFile(boolean code) throws Exception {
        String owner = "user:%(creator)s or " + CREATOR;
        if (code) {
            String all = "RULES = [('admin_or_creator', 'role:admin or " + owner + "'), ('creator', '" + owner + "'),"
                    + " ('get metric', 'rule:admin_or_creator'), ('delete metric', 'rule:creator')]\n";
            module("gnocchi/rest/policies.py", all + RULES);
        } else {
            module("gnocchi/rest/__init__.py", "");
            module("yaml.py", "import json\nsafe_load = json.load\n");
            Files.writeString(
                    folder.resolve("gnocchi/rest/policy.yaml"),
                    "{\"admin_or_creator\": \"role:admin or " + owner
                            + "\", \"get metric\": \"rule:admin_or_creator\"}");
        }
        Map<String, String> made = rules(policy(0, "gnocchi"));
        String narrowed = "user:%(creator)s or (" + CREATOR + " and not role:drover)";
        assertThat(made)
                .containsEntry("admin_or_creator", "role:admin or " + narrowed)
                .containsEntry("get metric", "(rule:admin_or_creator) or role:drover")
                .doesNotContainKey("delete metric");
        if (code) assertThat(made).containsEntry("creator", narrowed);
    }

    @Test
    void checkSaysWhichSampleFits() throws Exception {
        String rule = "('placement:resource_providers:";
        String role = "', 'rule:admin_or_service_api')";
        module(
                "placement/policies.py",
                "RULES = [" + rule + "list" + role + ", " + rule + "inventories:list" + role + ", " + rule + "usages"
                        + role + ", " + rule + "allocations:list" + role + "]\n" + RULES);
        String fitting = SOURCE.resolve("policy/2025.1/placement.yaml").toString();
        assertThat(policy(0, "placement", "--check")).isEqualToIgnoringNewLines(fitting);
        assertThat(policy(0, "placement", "--check", fitting)).isEmpty();
        String other = SOURCE.resolve("policy/zed/placement.yaml").toString();
        assertThat(policy(1, "placement", "--check", other))
                .isEqualToIgnoringNewLines(other + " is not for this release of placement: " + fitting + " is");
    }

    private void module(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        for (Path each = file.getParent(); !each.equals(folder); each = each.getParent()) {
            Path init = each.resolve("__init__.py");
            if (!Files.exists(init)) Files.createFile(init);
        }
    }

    /** What it prints. */
    private String policy(int status, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("python3", SOURCE.resolve("drover-policy").toString()));
        command.addAll(List.of(arguments));
        Path told = folder.resolve("told");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile());
        builder.environment().put("PYTHONPATH", folder.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            assumeTrue(false, "SKIPPED: there is no python3");
            throw e;
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(told)).isEqualTo(status);
        return Files.readString(told);
    }
}
