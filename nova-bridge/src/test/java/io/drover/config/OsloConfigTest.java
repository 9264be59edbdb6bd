package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's python3-oslo.config reads our sample, and what it makes of each value is what we make of it. */
class OsloConfigTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Registers what it is told, reads the file, prints every value. */
    private static final String READER = """
            import json, sys
            from oslo_config import cfg
            kinds = {'boolean value': cfg.BoolOpt, 'integer value': cfg.IntOpt, 'floating point value': cfg.FloatOpt,
                     'comma-separated list': cfg.ListOpt}
            conf = cfg.ConfigOpts()
            options = json.load(open(sys.argv[1]))
            for o in options:
                kind = kinds.get(o['kind'], cfg.StrOpt)
                conf.register_opt(kind(o['name']), None if o['section'] == 'DEFAULT' else o['section'])
            conf(['--config-file', sys.argv[2]], project='drover', default_config_files=[], default_config_dirs=[])
            print(json.dumps([conf[o['name']] if o['section'] == 'DEFAULT' else conf[o['section']][o['name']]
                              for o in options]))
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void installed() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "there is no python3");
        assumeTrue(python("from oslo_config import cfg").isEmpty(), "there is no python3-oslo.config");
    }

    private static String python(String program, String... arguments) throws Exception {
        ProcessBuilder python = new ProcessBuilder("/usr/bin/python3", "-c", program).redirectErrorStream(true);
        python.command().addAll(List.of(arguments));
        Process process = python.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private void bothRead(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("drover.conf"), text);
        ArrayNode told = JSON.createArrayNode();
        for (Option<?> option : Options.all()) {
            told.addObject()
                    .put("section", option.section())
                    .put("name", option.name())
                    .put("kind", option.kind().name());
        }
        Path options = Files.writeString(directory.resolve("options.json"), told.toString());
        String said = python(READER, options.toString(), file.toString());
        assertThat(said).startsWith("[");
        JsonNode theirs = JSON.readTree(said);
        Configuration ours = Configuration.load(List.of(file), new Scene(directory).environment(), Map.of());
        for (int i = 0; i < theirs.size(); i++) {
            Option<?> option = Options.all().get(i);
            assertThat(ours.find(option)).as(option.title()).isEqualTo(meaning(option, theirs.get(i)));
        }
    }

    /** Their value, where they have our kinds; else their text, as our kind parses it. */
    private static Optional<?> meaning(Option<?> option, JsonNode value) {
        if (value.isNull()) return Optional.empty();
        if (value.isBoolean()) return Optional.of(value.asBoolean());
        if (value.isInt()) return Optional.of(value.asInt());
        if (value.isDouble()) return Optional.of(value.asDouble());
        if (value.isArray()) return Optional.of(JSON.convertValue(value, List.class));
        boolean unset = value.asText().isBlank() && !option.kind().emptyIsValue();
        return unset
                ? Optional.empty()
                : Optional.of(option.kind().parse(value.asText().strip()));
    }

    @Test
    void theSampleWithEveryDefaultUncommented() throws Exception {
        bothRead(Sample.text().replaceAll("(?m)^#(\\w+ =) <None>$", "").replaceAll("(?m)^#(\\w+ =)", "$1"));
    }

    @Test
    void whatIsHardToRead() throws Exception {
        String lines = String.join(
                "\n",
                "[DEFAULT]",
                "host: pm1",
                "group = \"in quotes\"",
                "state_path = /srv/$host/${group}",
                "debug = Yes",
                "# a comment",
                "; another",
                "transport_url = rabbit://u:p%23$$word@h:5672/v?ssl=1",
                "[exclude]",
                "tags = a, b,",
                "   c",
                "metadata =",
                "[auction]",
                "reply_timeout = 5",
                "reply_timeout = 7",
                "[telemetry]",
                "ewma_lambda = .25",
                "cpus = 8",
                "[openstack]",
                "username = ${auction.reply_timeout}-$host",
                "password = 'single'");
        String rest = Sample.text().replaceAll("(?m)^#(\\w+ =) <None>$", "").replaceAll("(?m)^#(\\w+ =)", "$1");
        bothRead(rest + "\n" + lines + "\n");
    }
}
