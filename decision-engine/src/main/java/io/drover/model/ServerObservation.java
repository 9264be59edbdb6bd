package io.drover.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A server as telemetry found it on this host.
 *
 * @param id UUID
 * @param vcpus at least 1
 * @param load measured utilisation x vCPUs, in CPUs; empty: no valid rate, the server is not offered
 * @param memoryMib flavor memory, MiB
 * @param dirtyRate D, MB/s; empty: unknown
 * @param resources its Placement allocation
 * @param antiAffinity ids of the groups it is in of which a host should hold one server only
 * @param immovable why it must stay ("locked", "task state resizing", …); empty: it may move
 * @param moved ends of its live migrations within a day, and of the newest, as far as Nova's records tell
 * @param usage what it gets and holds besides
 * @param soft of the groups, those that Nova would rather keep apart, and need not
 * @param mode how far its own metadata lets agents go with it
 * @param zone the availability zone that Nova never lets it leave; empty: there is none, or Nova does not tell
 */
public record ServerObservation(
        String id,
        int vcpus,
        OptionalDouble load,
        long memoryMib,
        OptionalDouble dirtyRate,
        Resources resources,
        List<String> antiAffinity,
        Optional<String> immovable,
        List<Instant> moved,
        ServerUsage usage,
        List<String> soft,
        Mode mode,
        Optional<String> zone) {

    /** {@code immovable} begins with it where nothing but the operator's own rules keeps the server. */
    public static final String EXCLUDED = "is excluded by ";

    public ServerObservation {
        antiAffinity = List.copyOf(antiAffinity);
        moved = List.copyOf(moved);
        soft = List.copyOf(soft);
    }

    /** The groups that bind it whatever happens. */
    public List<String> bindingGroups() {
        return antiAffinity.stream().filter(group -> !soft.contains(group)).toList();
    }

    /** Whether it could move, and only the operator's own rules keep it. */
    public boolean excluded() {
        return immovable.filter(why -> why.startsWith(EXCLUDED)).isPresent();
    }

    /** Of a server of which nothing else is known, and which may move. */
    public static Builder of(String id, int vcpus) {
        return new Builder(id, vcpus);
    }

    /** Each part by its name, since many are of one type. What is not told is unknown, or there is none. */
    public static final class Builder {

        private final String id;
        private final int vcpus;
        private OptionalDouble load = OptionalDouble.empty();
        private long memoryMib;
        private OptionalDouble dirtyRate = OptionalDouble.empty();
        private Resources resources = Resources.NONE;
        private List<String> antiAffinity = List.of();
        private Optional<String> immovable = Optional.empty();
        private List<Instant> moved = List.of();
        private ServerUsage usage = ServerUsage.UNKNOWN;
        private List<String> soft = List.of();
        private Mode mode = Mode.ENFORCE;
        private Optional<String> zone = Optional.empty();

        private Builder(String id, int vcpus) {
            this.id = id;
            this.vcpus = vcpus;
        }

        public Builder load(double cpus) {
            return load(OptionalDouble.of(cpus));
        }

        public Builder load(OptionalDouble cpus) {
            load = cpus;
            return this;
        }

        public Builder memoryMib(long other) {
            memoryMib = other;
            return this;
        }

        public Builder dirtyRate(double megabytesASecond) {
            return dirtyRate(OptionalDouble.of(megabytesASecond));
        }

        public Builder dirtyRate(OptionalDouble megabytesASecond) {
            dirtyRate = megabytesASecond;
            return this;
        }

        public Builder resources(Resources other) {
            resources = other;
            return this;
        }

        /**
         * @param groups all that it is in
         * @param those which of them are soft
         */
        public Builder apart(List<String> groups, List<String> those) {
            antiAffinity = groups;
            soft = those;
            return this;
        }

        public Builder immovable(Optional<String> why) {
            immovable = why;
            return this;
        }

        public Builder moved(List<Instant> ends) {
            moved = ends;
            return this;
        }

        public Builder usage(ServerUsage other) {
            usage = other;
            return this;
        }

        public Builder mode(Mode other) {
            mode = other;
            return this;
        }

        public Builder zone(Optional<String> pinned) {
            zone = pinned;
            return this;
        }

        public ServerObservation build() {
            return new ServerObservation(
                    id,
                    vcpus,
                    load,
                    memoryMib,
                    dirtyRate,
                    resources,
                    antiAffinity,
                    immovable,
                    moved,
                    usage,
                    soft,
                    mode,
                    zone);
        }
    }
}
