package io.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The jobs of .zuul.yaml are YAML, name playbooks that are there, and set only what the DevStack plugin has. */
class ZuulTest {

    private static final Path ROOT = Path.of("..");

    private static JsonNode yaml(String file) throws IOException {
        Object read = new Yaml().load(Files.readString(ROOT.resolve(file)));
        return new ObjectMapper().valueToTree(read);
    }

    private static JsonNode job(String name) throws IOException {
        for (JsonNode each : yaml(".zuul.yaml")) {
            if (each.path("job").path("name").asText().equals(name)) return each.get("job");
        }
        throw new AssertionError("no job " + name);
    }

    @Test
    void everyPlaybookIsThereAndIsAList() throws IOException {
        List<String> playbooks = new ArrayList<>();
        for (JsonNode each : yaml(".zuul.yaml")) {
            for (String when : List.of("pre-run", "run", "post-run")) {
                if (each.path("job").has(when))
                    playbooks.add(each.get("job").get(when).asText());
            }
        }
        assertThat(playbooks).hasSize(4);
        for (String playbook : playbooks) {
            for (JsonNode play : yaml(playbook))
                assertThat(play.path("hosts").asText()).isNotEmpty();
        }
    }

    @Test
    void theMultinodeJobSetsWhatThePluginHas() throws IOException {
        JsonNode job = job("drover-devstack-multinode");
        assertThat(job.path("parent").asText()).isEqualTo("devstack-multinode");
        String settings = Files.readString(ROOT.resolve("devstack/settings"));
        for (JsonNode vars : List.of(job.path("vars"), job.path("group-vars").path("subnode"))) {
            assertThat(vars.path("devstack_plugins").has("drover")).isTrue();
            vars.path("devstack_localrc").fieldNames().forEachRemaining(name -> {
                if (name.startsWith("DROVER_")) assertThat(settings).contains("\n" + name + "=");
            });
            vars.path("devstack_services").fieldNames().forEachRemaining(name -> {
                if (name.startsWith("drover-")) assertThat(settings).contains("enable_service " + name + "\n");
            });
        }
        assertThat(job.path("group-vars")
                        .path("subnode")
                        .path("devstack_services")
                        .path("drover-measure")
                        .asBoolean())
                .as("one measurement point")
                .isFalse();
    }

    @Test
    void whatIsGatedIsDefined() throws IOException {
        for (JsonNode each : yaml(".zuul.yaml")) {
            for (String pipeline : List.of("check", "gate")) {
                for (JsonNode name : each.path("project").path(pipeline).path("jobs")) {
                    String job =
                            name.isTextual() ? name.asText() : name.fieldNames().next();
                    assertThat(job(job).path("description").asText()).isNotEmpty();
                }
            }
        }
    }
}
