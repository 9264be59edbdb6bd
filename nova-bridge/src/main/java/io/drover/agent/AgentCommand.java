package io.drover.agent;

import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Systemd;
import io.drover.config.AgentConfig;
import io.drover.config.Configuration;
import io.drover.config.Options;
import io.drover.runtime.StartException;
import io.drover.runtime.Tempo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(description = "Runs the agent of this host until it is told to stop (SIGTERM, SIGINT).")
final class AgentCommand implements Callable<Integer> {

    /** Makes {@code drover agent} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "agent";
        }

        @Override
        public Object command(CommandSession session) {
            return new AgentCommand(session);
        }
    }

    /** systemd waits for 90 s before it kills. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CommandSession session;

    @Option(names = "--host", paramLabel = "NAME", description = "This host as Nova's os-services names it.")
    private String host;

    AgentCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Map<io.drover.config.Option<?>, String> flags = new LinkedHashMap<>();
        if (host != null) flags.put(Options.HOST, host);
        Configuration configuration = session.service("agent", flags);
        AgentConfig config = AgentConfig.of(configuration);
        Agent agent = start(config);
        Systemd systemd = Systemd.of(session.environment());
        Thread hook = new Thread(
                () -> {
                    systemd.stopping();
                    agent.close(PATIENCE);
                    Runtime.getRuntime().halt(0);
                },
                "drover-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        systemd.ready("host " + config.host() + ", mode " + configuration.get(Options.MODE));
        systemd.watch(agent::alive);
        String lost = agent.lost().get();
        Runtime.getRuntime().removeShutdownHook(hook);
        agent.close(PATIENCE);
        throw CommandFault.failed(lost);
    }

    private static Agent start(AgentConfig config) {
        try {
            return Agent.start(config, Tempo.REAL, NoOpJournal.JOURNAL);
        } catch (StartException e) {
            throw CommandFault.failed(e.getMessage());
        }
    }
}
