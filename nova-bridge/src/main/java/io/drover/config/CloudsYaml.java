package io.drover.config;

import io.drover.runtime.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.ScannerException;

/**
 * {@code clouds.yaml} as openstacksdk finds and reads it: the first of {@code OS_CLIENT_CONFIG_FILE}, the working
 * directory, {@code ~/.config/openstack} and {@code /etc/openstack} that has one; the first {@code secure.yaml} on the
 * same path (or {@code OS_CLIENT_SECURE_FILE}) is merged over it.
 */
final class CloudsYaml {

    /**
     * Every scalar is a text. YAML 1.1's numbers would make an id of digits with an e in it a floating point number, a
     * secret with leading zeros an octal one, and a project called "no" a boolean.
     */
    private static final class AsItStands extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }

    /** Up to what the parser quotes after it. */
    private static final Pattern QUOTING = Pattern.compile(
            "^.*?(tag is not allowed|for the tag|tag handle|undefined alias|duplicate anchor|duplicate key)");

    private final Environment environment;
    private final Consumer<String> warnings;

    CloudsYaml(Environment environment, Consumer<String> warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    /**
     * A cloud's keys with those of its {@code auth} beside them, {@code -} written as {@code _}.
     *
     * @throws InvalidConfiguration when there is no such cloud, or a file is wrong
     */
    Map<String, String> cloud(String name) {
        Path file = first("clouds", "OS_CLIENT_CONFIG_FILE")
                .orElseThrow(() -> new InvalidConfiguration("cloud " + name
                        + " is asked for, but there is no clouds.yaml in "
                        + String.join(", ", directories().map(Path::toString).toList())));
        Map<String, Object> clouds = clouds(file);
        Optional<Path> secure = first("secure", "OS_CLIENT_SECURE_FILE");
        Object found = clouds.get(name);
        if (!(found instanceof Map)) {
            throw new InvalidConfiguration(
                    file + " has no cloud " + name + OptionText.didYouMean(name, clouds.keySet()));
        }
        Map<String, String> keys = flat(found);
        warnOfSecrets(file, keys);
        secure.ifPresent(path -> {
            Map<String, String> more = flat(clouds(path).get(name));
            warnOfSecrets(path, more);
            keys.putAll(more);
        });
        refuseProfile(file, name, keys);
        return keys;
    }

    private Stream<Path> directories() {
        return Stream.of(
                environment.directory(),
                environment.home().resolve(".config").resolve("openstack"),
                environment.etc().resolve("openstack"));
    }

    private Optional<Path> first(String stem, String variable) {
        Stream<Path> named = environment.variable(variable).map(environment.directory()::resolve).stream();
        Stream<Path> searched = directories()
                .flatMap(directory -> Stream.of(".yaml", ".yml", ".json").map(end -> directory.resolve(stem + end)));
        return Stream.concat(named, searched).filter(Files::isReadable).findFirst();
    }

    private static Map<String, Object> clouds(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        DumperOptions unused = new DumperOptions();
        try {
            Object root = new Yaml(
                            new SafeConstructor(options), new Representer(unused), unused, options, new AsItStands())
                    .load(SmallFile.text(file, ConfigFiles.LARGEST));
            if (root instanceof Map<?, ?> map && map.get("clouds") instanceof Map<?, ?> clouds) return texts(clouds);
        } catch (IOException e) {
            throw new InvalidConfiguration(file + " cannot be read: " + ConfigFiles.problem(e));
        } catch (YAMLException e) {
            throw new InvalidConfiguration(file + " is not YAML: " + place(e));
        } catch (RuntimeException e) { // !!int, !!timestamp and others end by what Java's own parsers throw
            throw new InvalidConfiguration(file + " has a value that does not fit its tag");
        }
        throw new InvalidConfiguration(file + " has no mapping named clouds");
    }

    /**
     * The parser's own message quotes the file, and with it perhaps a password: of one that begins with !, & or * it
     * makes a tag, an anchor or an alias.
     */
    private static String place(YAMLException error) {
        if (!(error instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
            return "it cannot be parsed";
        }
        String line = " at line " + (marked.getProblemMark().getLine() + 1);
        Matcher quoting = QUOTING.matcher(String.valueOf(marked.getProblem()));
        if (quoting.find()) return quoting.group() + line;
        boolean form = marked instanceof ScannerException || marked instanceof ParserException;
        return (form ? marked.getProblem() : "it cannot be read") + line;
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), value));
        return texts;
    }

    private static Map<String, String> flat(Object cloud) {
        Map<String, String> flat = new LinkedHashMap<>();
        if (!(cloud instanceof Map<?, ?> map)) return flat;
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (map.get("auth") instanceof Map<?, ?> auth) entries.addAll(auth.entrySet());
        for (Map.Entry<?, ?> entry : entries) {
            Object value = firstOf(entry.getValue());
            String key = String.valueOf(entry.getKey()).replace('-', '_');
            if (value != null && !(value instanceof Map)) flat.put(key, String.valueOf(value));
        }
        if (!flat.containsKey("region_name") && flat.containsKey("regions")) {
            flat.put("region_name", flat.get("regions"));
        }
        return flat;
    }

    /** A list of regions stands for its first, which may be a mapping with a name. */
    private static Object firstOf(Object value) {
        if (!(value instanceof List<?> list)) return value;
        Object first = list.isEmpty() ? null : list.get(0);
        return first instanceof Map<?, ?> map ? map.get("name") : first;
    }

    private void warnOfSecrets(Path file, Map<String, String> keys) {
        if (keys.containsKey("password") || keys.containsKey("application_credential_secret")) {
            Consistency.openToAll(file).ifPresent(warnings);
        }
    }

    private static void refuseProfile(Path file, String name, Map<String, String> keys) {
        boolean profile = keys.containsKey("profile") || keys.containsKey("cloud");
        if (profile && !keys.containsKey("auth_url")) {
            throw new InvalidConfiguration(
                    file + ": cloud " + name + " relies on a vendor profile; write its auth_url out");
        }
    }
}
