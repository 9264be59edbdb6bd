package io.drover.check;

import io.drover.check.CloudCheck.Finding;
import io.drover.check.CloudCheck.Result;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandSession;
import io.drover.cli.Listing;
import io.drover.cli.Output;
import io.drover.config.AgentConfig;
import io.drover.config.Configuration;
import io.drover.config.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(description = "Validates the configuration as an agent would read it. With --cloud also tries what it names.")
final class ConfigCheckCommand implements Callable<Integer> {

    private final CommandSession session;
    private final Iterable<CloudCheck> checks;
    private final List<List<Object>> rows = new ArrayList<>();
    private final Set<String> causes = new HashSet<>();

    @Option(names = "--cloud", description = "Also try rights, microversion, host names, clock skew, broker and peers.")
    private boolean cloud;

    @Mixin
    private Output output;

    ConfigCheckCommand(CommandSession session, Iterable<CloudCheck> checks) {
        this.session = session;
        this.checks = checks;
    }

    @Override
    public Integer call() {
        Configuration configuration = session.read(Map.of());
        AgentConfig config = AgentConfig.of(configuration);
        found("files", Result.OK, files(configuration));
        found("options", Result.OK, set(configuration) + " set, all valid");
        found("openstack", Result.OK, config.cloud().toString());
        found("broker", Result.OK, config.bus().toString());
        config.warnings().forEach(warning -> found("options", Result.WARNING, warning));
        if (cloud) tryCloud(config);
        output.list(new Listing(List.of("Check", "Result", "Detail"), rows), session.out());
        boolean failed = rows.stream().anyMatch(row -> row.get(1).equals(Result.FAILED.name()));
        return failed ? CommandFault.FAILED : 0;
    }

    private void tryCloud(AgentConfig config) {
        boolean any = false;
        for (CloudCheck check : checks) {
            any = true;
            session.err().println("Checking " + check.name());
            for (Finding finding : tried(check, config)) {
                String cause = finding.cause().isEmpty() ? finding.text() : finding.cause();
                if (finding.result() != Result.FAILED || causes.add(cause)) {
                    found(check.name(), finding.result(), finding.text());
                }
            }
        }
        if (!any) throw CommandFault.usage("this package has no checks of the cloud");
    }

    private static List<Finding> tried(CloudCheck check, AgentConfig config) {
        try {
            return check.check(config);
        } catch (IllegalArgumentException e) {
            return List.of(new Finding(Result.FAILED, e.getMessage())); // such as a cafile that cannot be read
        }
    }

    private void found(String check, Result result, String detail) {
        rows.add(List.of(check, result.name(), detail));
    }

    private static String files(Configuration configuration) {
        List<Path> files = configuration.files();
        return files.isEmpty() ? "none" : files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private static long set(Configuration configuration) {
        return Options.all().stream().filter(configuration::explicit).count();
    }
}
