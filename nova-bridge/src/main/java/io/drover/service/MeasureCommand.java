package io.drover.service;

import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.config.MeasureConfig;
import io.drover.runtime.StartException;
import io.drover.runtime.Tempo;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

@Command(
        description = "Runs the measurement point until it is told to stop (SIGTERM, SIGINT): samples the fleet, keeps"
                + " the samples, and shows them as metrics and as a page.")
final class MeasureCommand implements Callable<Integer> {

    /** Makes {@code drover measure} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "measure";
        }

        @Override
        public Object command(CommandSession session) {
            return new MeasureCommand(session);
        }
    }

    private final CommandSession session;

    MeasureCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        MeasurementService service = start(MeasureConfig.of(session.service("measure", Map.of())));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            service.close();
                            Runtime.getRuntime().halt(0);
                        },
                        "drover-stop"));
        new CountDownLatch(1).await();
        return 0;
    }

    private static MeasurementService start(MeasureConfig config) {
        try {
            return MeasurementService.start(config, Tempo.REAL);
        } catch (StartException e) {
            throw CommandFault.failed(e.getMessage());
        }
    }
}
