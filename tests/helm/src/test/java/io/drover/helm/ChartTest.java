package io.drover.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.drover.config.Configuration;
import io.drover.config.Environment;
import io.drover.config.Options;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The chart as Helm renders it: what Kubernetes knows, and a drover.conf that Drover takes. */
class ChartTest {

    private static final Path CHART = Path.of("../../etc/helm/drover");

    @TempDir
    private Path directory;

    private static SortedMap<String, JsonObject> rendered(String... settings) {
        TemplateCommand command = new Helm(CHART).template().withName("drover").withNamespace("openstack");
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            command.set(setting.substring(0, equals), setting.substring(equals + 1));
        }
        SortedMap<String, JsonObject> objects = new TreeMap<>();
        for (Object document : new Yaml().loadAll(command.call())) {
            if (document == null) continue;
            JsonObject object = new Gson().toJsonTree(document).getAsJsonObject();
            objects.put(object.get("kind").getAsString(), object);
        }
        return objects;
    }

    private static JsonObject at(JsonObject object, String... names) {
        JsonObject found = object;
        for (String name : names) found = found.getAsJsonObject(name);
        return found;
    }

    private static JsonObject pod(JsonObject workload) {
        return at(workload, "spec", "template", "spec");
    }

    private static JsonObject container(JsonObject workload) {
        return pod(workload).getAsJsonArray("containers").get(0).getAsJsonObject();
    }

    @Test
    void helmFindsNothingToComplainOf() {
        LintResult lint = new Helm(CHART).lint().strict().call();
        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    }

    /** Unknown fields and missing ones are refused, at any depth. */
    @Test
    void kubernetesKnowsAllThatIsRendered() throws IOException {
        for (SortedMap<String, JsonObject> objects : List.of(
                rendered(),
                rendered(
                        "secrets.fleet_key.name=k",
                        "secrets.ca.name=ca",
                        "secrets.measure_connection.name=db",
                        "pod.mounts.host_proc=false"))) {
            assertThat(objects).containsOnlyKeys("ConfigMap", "DaemonSet", "Deployment", "Service");
            V1ConfigMap.validateJsonElement(objects.get("ConfigMap"));
            V1DaemonSet.validateJsonElement(objects.get("DaemonSet"));
            V1Deployment.validateJsonElement(objects.get("Deployment"));
            V1Service.validateJsonElement(objects.get("Service"));
        }
        JsonObject odd = rendered().get("DaemonSet");
        container(odd).addProperty("readinesProbe", "x");
        assertThatThrownBy(() -> V1DaemonSet.validateJsonElement(odd)).hasMessageContaining("readinesProbe");
    }

    @Test
    void theConfigurationIsOneThatDroverTakes() throws IOException {
        JsonObject files = at(rendered().get("ConfigMap"), "data");
        assertThat(files.keySet()).containsExactlyInAnyOrder("agent.conf", "measure.conf");
        for (Map.Entry<String, JsonElement> file : files.entrySet()) {
            Path conf = Files.createFile(
                    directory.resolve(file.getKey()),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(conf, file.getValue().getAsString());
            SortedMap<String, String> secrets = new TreeMap<>(
                    Map.of("DROVER_DEFAULT_TRANSPORT_URL", "rabbit://u:p@h/", "DROVER_OPENSTACK_PASSWORD", "secret"));
            if (file.getKey().equals("measure.conf")) {
                secrets.put(
                        "DROVER_MEASURE_TOKEN_FILE", directory.resolve("token").toString());
            }
            Environment pod = new Environment(secrets, directory, directory, directory, "pod");
            Configuration read = Configuration.load(List.of(conf), pod, Map.of());
            assertThat(read.get(Options.MODE).word()).isEqualTo("advise");
        }
        assertThat(files.get("agent.conf").getAsString()).contains("proc_path = /host/proc");
        assertThat(files.get("measure.conf").getAsString())
                .contains("listen = 0.0.0.0:9465")
                .doesNotContain("/host");
    }

    @Test
    void secretsComeByReferenceAlone() {
        for (String kind : List.of("DaemonSet", "Deployment")) {
            List<String> references = new ArrayList<>();
            for (JsonElement variable : container(rendered().get(kind)).getAsJsonArray("env")) {
                JsonObject from = variable.getAsJsonObject().getAsJsonObject("valueFrom");
                if (from != null && from.has("secretKeyRef"))
                    references.add(at(from, "secretKeyRef").get("name").getAsString());
            }
            assertThat(references).containsExactly("drover-rabbitmq", "drover-keystone");
        }
        assertThatThrownBy(() -> rendered("conf.drover.openstack.password=x")).hasMessageContaining("password");
        assertThatThrownBy(() -> rendered("secrets.transport_url.name=")).hasMessageContaining("transport_url");
    }

    @Test
    void agentsRunOnComputeNodesUnprivilegedAndAskedByTheirOwnHealth() {
        JsonObject agents = rendered().get("DaemonSet");
        assertThat(at(pod(agents), "nodeSelector").get("openstack-compute-node").getAsString())
                .isEqualTo("enabled");
        JsonObject container = container(agents);
        assertThat(at(container, "readinessProbe", "exec").get("command").toString())
                .isEqualTo("[\"drover\",\"health\"]");
        assertThat(at(container, "securityContext")
                        .get("readOnlyRootFilesystem")
                        .getAsBoolean())
                .isTrue();
        assertThat(at(pod(agents), "securityContext").get("runAsNonRoot").getAsBoolean())
                .isTrue();
        JsonObject point = rendered().get("Deployment");
        assertThat(at(point, "spec", "strategy").get("type").getAsString()).isEqualTo("Recreate");
        assertThat(at(container(point), "readinessProbe", "exec").get("command").toString())
                .isEqualTo("[\"drover\",\"health\",\"--measure\"]");
    }
}
