package io.drover.scenario;

import io.drover.model.AuctionScope;
import io.drover.model.LoadSettings;
import io.drover.model.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes a workload's hosts and servers: the testbed of doc/sources.md, 4.4, at any size. */
final class Generator {

    /** Or else a scenario's numbers would be its own simulation's numbers again. */
    private static final double USUAL_LAMBDA = 0.2;

    private static final long SALT = 0x5ce7a110L;

    private static final long DISK_GIB = 1000;

    /** So many agents do not all start at once, and do not all bid in each auction. */
    private static final int LARGE = 100;

    private static final AuctionScope SCOPE_OF_LARGE = new AuctionScope.Sample(8);

    private static final double FULL = 0.95;
    private static final double IDLE = 0.01;
    private static final double[] DIRTY_BY_PROFILE = {0, 0.5, 1.5, 3};

    private final Workload workload;
    private final SplittableRandom random;
    private final Dimensions sizes;
    private final int count;
    private final int[] profiles;
    private final int[] taken;
    private final List<ServerSpec> servers = new ArrayList<>();

    Generator(Workload workload) {
        this.workload = workload;
        this.random = new SplittableRandom(workload.seed() ^ SALT);
        this.sizes = new Dimensions(workload);
        this.count = sizes.count();
        this.taken = new int[workload.hosts()];
        this.profiles = Loads.profiles(count, random);
    }

    Scenario scenario() {
        List<HostSpec> hosts = hosts();
        switch (workload.pattern()) {
            case HOTSPOT -> hotspot();
            case MEMORY -> fill();
            case SPREAD -> pile();
            case TRACE -> recorded();
            case FLUCTUATION -> fluctuate();
            default -> level();
        }
        return new Scenario(
                hosts,
                servers,
                settings(),
                conditions(),
                workload.faults(),
                List.of(),
                workload.duration(),
                workload.seed(),
                workload.command());
    }

    private List<HostSpec> hosts() {
        boolean given = !workload.variation().cpus().isEmpty();
        int needed = given ? 0 : workload.recording().map(sizes::cpus).orElse(0);
        List<HostSpec> hosts = new ArrayList<>();
        for (int i = 0; i < workload.hosts(); i++) {
            HostSpec host = HostSpec.of(host(i), Math.max(needed, sizes.cpus(i)), sizes.memory(), DISK_GIB);
            hosts.add(sizes.piled() ? host.promising(count * Dimensions.SERVER_MIB) : host);
        }
        return hosts;
    }

    private String host(int index) {
        String digits = Integer.toString(index + 1);
        int width = Integer.toString(workload.hosts()).length();
        return "host-" + "0".repeat(width - digits.length()) + digits;
    }

    /** Readable, and as long as Nova's. */
    private static String server(int index) {
        String digits = Integer.toString(index + 1);
        return "00000000-0000-4000-8000-" + "0".repeat(12 - digits.length()) + digits;
    }

    private void level() {
        double[] before = Loads.scaled(profiles, sizes.total(workload.load()));
        for (int i = 0; i < count; i++) add(anyHost(), profiles[i], Demand.constant(before[i]));
        if (workload.pattern() == Pattern.BURST) change(before, sizes.total(LoadLevel.HIGH));
        if (workload.pattern() == Pattern.DRAIN) change(before, sizes.total(LoadLevel.LOW));
    }

    /** A burst or drain meets each server as it comes: were all in proportion, no balance would be lost. */
    private void change(double[] before, double total) {
        double[] after = Loads.changed(before, total, Loads.profiles(count, random));
        for (int i = 0; i < count; i++) {
            Demand demand = Demand.step(before[i], changeAt(), after[i]);
            servers.set(i, servers.get(i).demanding(demand));
        }
    }

    private Duration changeAt() {
        return workload.variation().changeAt().orElse(workload.duration().dividedBy(2));
    }

    private String anyHost() {
        int drawn = random.nextInt(workload.hosts());
        while (taken[drawn] == sizes.fairShare() * Dimensions.ROOM) drawn = random.nextInt(workload.hosts());
        taken[drawn]++;
        return host(drawn);
    }

    private void hotspot() {
        double first = sizes.cpus(0) / workload.hypervisor().hostLoad(1);
        double hot = Dimensions.HOT * first;
        double others = sizes.total(LoadLevel.LOW) - LoadLevel.LOW.normalizedLoad() * first;
        int least = (int) StrictMath.ceil(hot / Loads.MOST_PER_VCPU);
        int there = Math.max(least, (int) StrictMath.round(count * hot / (hot + others)));
        there = Math.min(there, count);
        double[] crowded = Loads.scaled(Arrays.copyOf(profiles, there), hot);
        double[] spread = Loads.scaled(Arrays.copyOfRange(profiles, there, count), Math.min(others, count - there));
        for (int i = 0; i < there; i++) add(host(0), profiles[i], Demand.constant(crowded[i]));
        for (int i = there; i < count; i++) {
            String home = workload.hosts() == 1 ? host(0) : host(1 + (i - there) % (workload.hosts() - 1));
            add(home, profiles[i], Demand.constant(spread[i - there]));
        }
    }

    /** The first host holds all: it promises more memory than it has, and they use less than they may. */
    private void fill() {
        pile(StrictMath.round(FULL * sizes.memory() / count));
    }

    /** The same where they use a small part of what they may, so that nothing is full. */
    private void pile() {
        pile(Math.min(Dimensions.SERVER_MIB, sizes.memory() / 4 / count));
    }

    private void pile(long each) {
        for (int i = 0; i < count; i++) {
            add(host(0), profiles[i], Demand.constant(IDLE));
            servers.set(i, servers.get(i).holding(each));
        }
    }

    /** The times are the fluctuation, so newcomers are put where Nova's scheduler would. doc/sources.md, 4.5. */
    private void fluctuate() {
        level();
        int half = Math.max(1, count / 2);
        arrivals(workload.variation().arrivals().orElse(half));
        departures(Math.min(count, workload.variation().departures().orElse(half)));
    }

    /** At exponential distances. */
    private void arrivals(int comers) {
        double unit = sizes.total(workload.load()) / Arrays.stream(profiles).sum();
        double seconds = workload.duration().toSeconds();
        double at = 0;
        for (int i = 0; i < comers; i++) {
            at -= seconds / comers * StrictMath.log(1 - random.nextDouble());
            int profile = 1 + random.nextInt(3);
            if (at < seconds) arrive(at, profile, Math.min(Loads.MOST_PER_VCPU, profile * unit));
        }
    }

    /** Of those that are there at the start, at uniform times. */
    private void departures(int goers) {
        double seconds = workload.duration().toSeconds();
        int[] victims = IntStream.range(0, count).toArray();
        for (int i = 0; i < goers; i++) {
            int drawn = i + random.nextInt(count - i);
            int victim = victims[drawn];
            victims[drawn] = victims[i];
            servers.set(victim, servers.get(victim).leaving(millis(random.nextDouble() * seconds)));
        }
    }

    private void arrive(double seconds, int profile, double load) {
        add("", profile, Demand.constant(load));
        int newest = servers.size() - 1;
        servers.set(newest, servers.get(newest).arriving(millis(seconds)));
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(1 + (long) (seconds * 1000));
    }

    private void recorded() {
        Recording recording = workload.recording().orElseThrow();
        for (int i = 0; i < count; i++) {
            int vcpus = recording.vcpus(i);
            Demand demand = new Demand.Row(recording.row(i), recording.interval(), vcpus);
            ServerSpec server = ServerSpec.of(server(i), anyHost(), vcpus, vcpus * Dimensions.SERVER_MIB, demand);
            servers.add(server.dirtying(DIRTY_BY_PROFILE[profiles[i]]));
        }
    }

    private void add(String host, int profile, Demand demand) {
        ServerSpec server = ServerSpec.of(server(servers.size()), host, 1, Dimensions.SERVER_MIB, demand);
        servers.add(server.dirtying(DIRTY_BY_PROFILE[profile]));
    }

    /** A recording's values are means of minutes: there is nothing to see in between. */
    private Conditions conditions() {
        Conditions conditions = Conditions.TESTBED.with(workload.hypervisor());
        if (workload.hosts() > LARGE) conditions = conditions.amongAcquaintances();
        if (workload.recording().isEmpty()) return conditions;
        return conditions
                .smooth()
                .unshared(conditions.bandwidth())
                .sampledEvery(workload.recording().get().interval());
    }

    /** One sample of a recording weighs as much as all the usual ones in its time together. */
    private Settings settings() {
        Settings settings = workload.settings();
        if (workload.hosts() > LARGE && settings.strategy().rules().samplesLargeFleets()) {
            settings = settings.inviting(SCOPE_OF_LARGE);
        }
        if (workload.recording().isEmpty()) return settings;
        Duration interval = workload.recording().get().interval();
        Duration maxAge = interval.multipliedBy(3);
        LoadSettings load = settings.load();
        double usualSamples =
                (double) interval.toMillis() / Conditions.TESTBED.interval().toMillis();
        double lambda = 1 - StrictMath.pow(1 - (load.lambda() > 0 ? load.lambda() : USUAL_LAMBDA), usualSamples);
        return settings.with(new LoadSettings(lambda, maxAge, load.estimate()));
    }
}
