package io.drover.emulator.cloud;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A cloud that lives by the given clock. Whenever it is asked anything it first catches up with the clock, so the same
 * readings lead to the same state. Thread-safe: one caller at a time is inside.
 */
public final class EmulatedCloud {

    private final InstantSource clock;
    private final Release release;
    private final Agenda agenda;
    private final EmulatedFleet fleet = new EmulatedFleet();
    private final Allocations allocations = new Allocations();
    private final LiveMigrations migrations;
    private final Telemetry telemetry;
    private int lastServer;

    private final CloudSettings settings;

    EmulatedCloud(InstantSource clock, CloudSettings settings, Instant start) {
        this.clock = clock;
        this.release = settings.release();
        this.agenda = new Agenda(start);
        this.settings = settings;
        this.telemetry = new Telemetry(settings);
        this.migrations = new LiveMigrations(agenda, settings, new Scheduler(fleet, allocations), allocations);
    }

    /** Does something with the state as of now, alone. What it returns must not be the state itself. */
    public synchronized <T> T inside(Supplier<T> work) {
        agenda.advance(clock.instant());
        return work.get();
    }

    /** What it answers as. */
    public Release release() {
        return release;
    }

    /** The cloud's time: the clock's, as of the last visit. Inside only, as are the four below. */
    public Instant now() {
        return agenda.now();
    }

    public CloudSettings settings() {
        return settings;
    }

    public EmulatedFleet fleet() {
        return fleet;
    }

    public Allocations allocations() {
        return allocations;
    }

    public LiveMigrations migrations() {
        return migrations;
    }

    public Telemetry telemetry() {
        return telemetry;
    }

    /** Where every server runs: server id to host name. */
    public SortedMap<String, String> placements() {
        return inside(() -> {
            SortedMap<String, String> placements = new TreeMap<>();
            fleet.servers()
                    .forEach(server -> placements.put(server.id(), server.host().name()));
            return placements;
        });
    }

    public List<HostReading> readings() {
        return inside(() -> fleet.hosts().stream().map(this::read).toList());
    }

    /** From now on {@code follower} is told, inside, of each change of a host's load and the instant of it. */
    public void follow(BiConsumer<Host, Instant> follower) {
        change(() -> fleet.hosts().forEach(host -> host.follow(follower)));
    }

    /** Asks for a live migration as a client would; null lets the scheduler choose. Returns the migration's id. */
    public int migrate(String server, String host) {
        return inside(() -> {
            Host wanted = host == null ? null : fleet.hostNamed(host);
            String requestId = "req-" + Identity.uuid("direct", agenda.now());
            return migrations
                    .request(fleet.serverNamed(server), wanted, requestId)
                    .id();
        });
    }

    /** Boots a server while the cloud runs. Returns its id. */
    public String boot(String name, String host, Consumer<EmulatedServerSpec> details) {
        EmulatedServerSpec spec = new EmulatedServerSpec(name, host);
        details.accept(spec);
        return inside(() -> create(spec).id());
    }

    public void delete(String server) {
        change(() -> {
            EmulatedServer gone = fleet.serverNamed(server);
            migrations.forget(gone);
            gone.host().leave(gone, agenda.now());
            fleet.remove(gone);
        });
    }

    /** From now on; {@code server} is an id or a name, here and below. */
    public void setLoad(String server, Load load) {
        change(() -> {
            EmulatedServer changed = fleet.serverNamed(server);
            changed.host().settle(agenda.now());
            changed.setLoad(load);
            changed.host().settle(agenda.now());
        });
    }

    public void setDirtyMbS(String server, double megabytesPerSecond) {
        change(() -> fleet.serverNamed(server).setDirtyMbS(megabytesPerSecond));
    }

    public void setLocked(String server, boolean locked, String reason) {
        change(() -> fleet.serverNamed(server).setLocked(locked, reason));
    }

    public void setVmState(String server, String vmState) {
        change(() -> {
            EmulatedServer changed = fleet.serverNamed(server);
            changed.setVmState(vmState, agenda.now());
            changed.host().settle(agenda.now());
        });
    }

    public void setBaseLoad(String host, double tasks) {
        change(() -> {
            Host changed = fleet.hostNamed(host);
            changed.settle(agenda.now());
            changed.setBaseLoad(tasks);
            changed.settle(agenda.now());
        });
    }

    /** Tasks in state D from now on, see {@link EmulatedHostSpec#uninterruptible}. */
    public void setUninterruptible(String host, double tasks) {
        change(() -> fleet.hostNamed(host).setUninterruptible(tasks));
    }

    /** As {@code openstack compute service set --enable} or {@code --disable}. */
    public void setService(String host, boolean enabled, String reason) {
        change(() -> fleet.hostNamed(host).setService(enabled, reason));
    }

    public void setForcedDown(String host, boolean forced) {
        change(() -> fleet.hostNamed(host).setForcedDown(forced));
    }

    /** Whether its nova-compute reports. Its servers run on either way. */
    public void setReporting(String host, boolean reporting) {
        change(() -> fleet.hostNamed(host).setReporting(reporting, agenda.now()));
    }

    /**
     * The next {@code times} live migrations that {@code who} takes part in go wrong.
     *
     * @param who a server's id or name, a destination's name, or {@code *} for any
     */
    public void planFault(String who, MigrationFault fault, int times) {
        change(() -> migrations.faults().plan(who, fault, times));
    }

    public void clearFaults() {
        change(() -> migrations.faults().clear());
    }

    void create(EmulatedHostSpec spec) {
        fleet.add(new Host(spec, fleet.hosts().size() + 1, agenda.now(), telemetry.points()));
    }

    EmulatedServer create(EmulatedServerSpec spec) {
        Instant now = agenda.now();
        Host host = fleet.hostNamed(spec.host);
        EmulatedFlavor flavor = fleet.flavorNamed(spec.flavor);
        Telemetry.Guest guest = telemetry.guest(host.name(), now);
        EmulatedServer server = new EmulatedServer(spec, ++lastServer, flavor, host, now, guest);
        fleet.add(server);
        host.arrive(server, now);
        allocations.put(server.id(), host, flavor.resources());
        return server;
    }

    /** Time begins to pass. */
    void start() {
        agenda.at(nextStep(agenda.now().minusNanos(1)), this::step);
        change(() -> {});
    }

    /** What happens every 5 s: the loads are looked at, the averages move, and Ceilometer may poll. */
    private void step() {
        Instant now = agenda.now();
        for (Host host : fleet.hosts()) {
            host.settle(now);
            host.loadAverage().step(host.counted());
        }
        telemetry.poll(fleet, now);
        agenda.at(nextStep(now), this::step);
    }

    private static Instant nextStep(Instant after) {
        long step = EmulatedLoadAverage.STEP_SECONDS;
        return Instant.ofEpochSecond((Math.floorDiv(after.getEpochSecond(), step) + 1) * step);
    }

    private HostReading read(Host host) {
        double runnable = host.runnable();
        List<Double> averages =
                Arrays.stream(host.loadAverage().values()).boxed().toList();
        return new HostReading(
                host.name(),
                host.pCpus(),
                runnable,
                runnable / host.pCpus(),
                averages,
                host.servers().size());
    }

    private void change(Runnable work) {
        inside(() -> {
            work.run();
            return null;
        });
    }
}
