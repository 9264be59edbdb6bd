package io.drover.model;

/**
 * A host as it tells its peers about itself: what acceptance needs, and doc/sources.md, Table E-1.
 *
 * @param host the {@code host} of Nova's os-services
 * @param group the auction group, by default the availability zone
 * @param free what Placement would still allocate, less what is promised
 * @param base the thresholds that acceptance uses
 * @param current the thresholds that trigger, moved by the variable threshold
 * @param vitals where its loads come from, and what else its kernel tells
 * @param allocation what its servers were promised; unknown of one that takes none, or spreads nothing
 */
public record HostInfo(
        String host,
        String group,
        HostLoad load,
        HostUsage usage,
        Resources free,
        Thresholds base,
        Thresholds current,
        Standing standing,
        Vitals vitals,
        Allocation allocation) {

    /** One that enforces at the default thresholds, and tells nothing else. */
    public static Builder of(String host, String group, HostLoad load) {
        return new Builder(host, group, load);
    }

    /** The same with so much more memory used, MiB. */
    public HostInfo using(long memory) {
        return new HostInfo(host, group, load, usage.using(memory), free, base, current, standing, vitals, allocation);
    }

    /** The same, as it speaks in an auction of what an operator has approved, or not. */
    public HostInfo approved(boolean other) {
        return new HostInfo(
                host, group, load, usage, free, base, current, standing.approved(other), vitals, allocation);
    }

    /** What a host tells besides. */
    public static final class Builder {
        private final String host;
        private final String group;
        private final HostLoad load;
        private HostUsage usage = HostUsage.UNKNOWN;
        private Resources free = Resources.NONE;
        private Thresholds base = Thresholds.DEFAULT;
        private Thresholds current = Thresholds.DEFAULT;
        private Standing standing = new Standing(Mode.ENFORCE, false, "", "");
        private Vitals vitals = Vitals.UNKNOWN;
        private Allocation allocation = Allocation.UNKNOWN;

        private Builder(String host, String group, HostLoad load) {
            this.host = host;
            this.group = group;
            this.load = load;
        }

        public Builder usage(HostUsage other) {
            usage = other;
            return this;
        }

        public Builder free(Resources other) {
            free = other;
            return this;
        }

        /** Both the base and the current ones. */
        public Builder thresholds(Thresholds both) {
            return base(both).current(both);
        }

        public Builder base(Thresholds other) {
            base = other;
            return this;
        }

        public Builder current(Thresholds other) {
            current = other;
            return this;
        }

        public Builder standing(Standing other) {
            standing = other;
            return this;
        }

        public Builder vitals(Vitals other) {
            vitals = other;
            return this;
        }

        public Builder allocation(Allocation other) {
            allocation = other;
            return this;
        }

        public HostInfo build() {
            return new HostInfo(host, group, load, usage, free, base, current, standing, vitals, allocation);
        }
    }
}
