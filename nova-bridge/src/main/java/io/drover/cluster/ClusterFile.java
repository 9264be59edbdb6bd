package io.drover.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.cli.CommandFault;
import io.drover.plan.Cluster;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A cluster as JSON. Strict: what is wrong with it is told in one sentence that names the place. */
final class ClusterFile {

    private static final long LARGEST = 256L << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;

    private ClusterFile(Path file) {
        this.file = file;
    }

    /** @throws CommandFault when it cannot be used */
    static Cluster read(Path file) {
        return new ClusterFile(file).cluster();
    }

    private Cluster cluster() {
        JsonNode root = parsed();
        if (!root.isObject()) throw wrong("is not a JSON object");
        List<Cluster.Host> hosts = new ArrayList<>();
        Set<String> hostIds = new HashSet<>();
        for (Entry entry : entries(root, "hosts")) hosts.add(host(entry, hostIds));
        List<Cluster.Server> servers = new ArrayList<>();
        Set<String> serverIds = new HashSet<>();
        for (Entry entry : entries(root, "vms")) servers.add(server(entry, hostIds, serverIds));
        return new Cluster(root.path("name").asText(""), hosts, servers);
    }

    private JsonNode parsed() {
        try (Reader text = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder())) {
            if (Files.size(file) > LARGEST) throw wrong("is larger than " + (LARGEST >> 20) + " MiB");
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw wrong("is not JSON: " + place(e));
        } catch (NoSuchFileException e) {
            throw wrong("does not exist");
        } catch (CharacterCodingException e) {
            throw wrong("is not UTF-8 text");
        } catch (IOException e) {
            throw wrong("cannot be read: " + e.getMessage());
        }
    }

    private static String place(JsonProcessingException error) {
        String problem = error.getOriginalMessage()
                .lines()
                .findFirst()
                .map(line -> line.replaceAll(" \\(start marker at .*", ""))
                .orElse("it cannot be parsed");
        return error.getLocation() == null
                ? problem
                : problem + " at line " + error.getLocation().getLineNr() + ", column "
                        + error.getLocation().getColumnNr();
    }

    private List<Entry> entries(JsonNode root, String key) {
        JsonNode array = root.get(key);
        if (array == null) throw wrong("has no \"" + key + "\"");
        if (!array.isArray()) throw wrong("has \"" + key + "\" that is no list");
        List<Entry> entries = new ArrayList<>();
        for (JsonNode node : array) entries.add(new Entry(key + "[" + entries.size() + "]", node));
        return entries;
    }

    private Cluster.Host host(Entry entry, Set<String> ids) {
        String id = entry.id(ids);
        return new Cluster.Host(
                id,
                (int) entry.whole("vcpus", 1, 1 << 20),
                entry.size("memory_mb"),
                entry.size("disk_gb"),
                entry.optionalText("zone"));
    }

    private Cluster.Server server(Entry entry, Set<String> hosts, Set<String> ids) {
        String id = entry.id(ids);
        String host = entry.text("host");
        if (!hosts.contains(host)) throw entry.wrong("is on host \"" + host + "\", which is not among the hosts");
        return new Cluster.Server(
                        id,
                        host,
                        (int) entry.whole("vcpus", 1, 1 << 20),
                        entry.size("memory_mb"),
                        entry.size("disk_gb"),
                        entry.decimal("cpu_util", 1),
                        entry.decimal("dirty_rate_mb_s", 1e9))
                .pinned(entry.optionalText("pinned_availability_zone"));
    }

    private CommandFault wrong(String problem) {
        return CommandFault.usage(file + " " + problem);
    }

    /** One host or server, and where it is in the file. */
    private final class Entry {

        private String name;
        private final JsonNode node;

        Entry(String name, JsonNode node) {
            this.name = name;
            this.node = node;
            if (!node.isObject()) throw wrong("is no object");
        }

        String id(Set<String> taken) {
            String id = text("id");
            if (!taken.add(id)) throw wrong("has the id \"" + id + "\", which is not unique");
            name += " (" + id + ")";
            return id;
        }

        String text(String key) {
            JsonNode value = present(key);
            if (!value.isTextual() || value.asText().isBlank()) throw wrong("has " + key + " that is no text");
            return value.asText();
        }

        /** Null is nothing, as in Nova's answers. */
        Optional<String> optionalText(String key) {
            return node.path(key).isMissingNode() || node.path(key).isNull()
                    ? Optional.empty()
                    : Optional.of(text(key));
        }

        long size(String key) {
            return whole(key, 0, 1L << 50);
        }

        long whole(String key, long minimum, long maximum) {
            JsonNode value = present(key);
            boolean whole =
                    value.isIntegralNumber() || value.isNumber() && value.asDouble() == Math.rint(value.asDouble());
            if (!whole) throw wrong("has " + key + " " + value + ", which is no whole number");
            if (value.asDouble() < minimum || value.asDouble() > maximum) {
                throw wrong("has " + key + " " + value + ", which is not between " + minimum + " and " + maximum);
            }
            return value.asLong();
        }

        double decimal(String key, double maximum) {
            JsonNode value = present(key);
            if (!value.isNumber()) throw wrong("has " + key + " " + value + ", which is no number");
            double number = value.asDouble();
            if (number < 0 || number > maximum) {
                throw wrong("has " + key + " " + value + ", which is not between 0 and " + Math.round(maximum));
            }
            return number;
        }

        private JsonNode present(String key) {
            JsonNode value = node.get(key);
            if (value == null || value.isNull()) throw wrong("has no " + key);
            return value;
        }

        CommandFault wrong(String problem) {
            return CommandFault.usage(file + ": " + name + " " + problem);
        }
    }
}
