package io.drover.fleet;

import io.drover.cli.CommandFault;
import io.drover.cli.Flags;
import io.drover.config.Accounts;
import io.drover.config.CloudConfig;
import io.drover.config.Configuration;
import io.drover.config.InvalidConfiguration;
import io.drover.config.Kind;
import io.drover.model.Habit;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerUsage;
import io.drover.openstack.CloudException;
import io.drover.openstack.Flavor;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;

/** A server that is not there yet: by its flavor, or by its size. A picocli mixin. */
final class NewServer {

    private static final int MOST_VCPUS = 1 << 16;
    private static final Kind<Double> SHARE = Kind.decimal(0, 1);

    @Option(names = "--flavor", paramLabel = "NAME", description = "Its size is this flavor's, as Nova tells.")
    private String flavor;

    @Option(names = "--vcpus", paramLabel = "N", description = "Without a flavor.")
    private String vcpus;

    @Option(names = "--memory", paramLabel = "MIB", description = "Without a flavor.")
    private String memory;

    @Option(names = "--disk", paramLabel = "GIB", description = "On the host, without a flavor. Default: none.")
    private String disk;

    @Option(
            names = "--utilisation",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "What it will use of its vCPUs, 0 to 1. Default: all, as long as nobody knows better.")
    private String utilisation;

    /** Under an id that nobody has used before. */
    ServerInfo asked(Configuration configuration, Duration timeout) {
        double share = Flags.parsed("--utilisation", SHARE, utilisation);
        boolean sized = vcpus != null && memory != null;
        boolean partly = vcpus != null || memory != null || disk != null;
        if (flavor != null && !partly) return of(named(configuration, timeout), share);
        if (flavor != null || !sized) throw CommandFault.usage("give --flavor, or --vcpus and --memory");
        int cpus = Flags.parsed("--vcpus", Kind.integer(1, MOST_VCPUS), vcpus);
        int mib = Flags.parsed("--memory", Kind.integer(1, Integer.MAX_VALUE), memory);
        int gib = disk == null ? 0 : Flags.parsed("--disk", Kind.integer(0, Integer.MAX_VALUE), disk);
        return of(cpus, mib, Resources.of(cpus, mib, gib), share);
    }

    private Flavor named(Configuration configuration, Duration timeout) {
        try {
            CloudConfig access = CloudConfig.of(configuration, warning -> {});
            Session session =
                    new Session(Accounts.session(access).withTimeouts(timeout, timeout), InstantSource.system());
            return new NovaClient(session)
                    .flavors().stream()
                            .filter(known -> known.name().equals(flavor))
                            .findFirst()
                            .orElseThrow(() -> CommandFault.failed("Nova knows no flavor " + flavor));
        } catch (InvalidConfiguration e) {
            throw CommandFault.usage("without access to OpenStack, nobody knows the flavor " + flavor
                    + ": give --vcpus and --memory instead");
        } catch (CloudException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        }
    }

    private static ServerInfo of(Flavor flavor, double share) {
        return of(flavor.vcpus(), flavor.memoryMib(), flavor.resources(), share);
    }

    private static ServerInfo of(int vcpus, long memoryMib, Resources resources, double share) {
        double load = vcpus * share;
        String id = UUID.randomUUID().toString();
        ServerUsage usage = new ServerUsage(null, memoryMib); // all that it may hold, as long as nobody knows better
        return new ServerInfo(
                id, vcpus, load, load, memoryMib, 0, resources, List.of(), usage, Habit.UNKNOWN, Optional.empty());
    }
}
