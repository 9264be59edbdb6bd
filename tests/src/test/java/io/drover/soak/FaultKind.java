package io.drover.soak;

/** What may befall a fleet, and for how many seconds. */
enum FaultKind {
    KILLED(Target.HOST, 0, 0),
    /** Of a migration that is under way, if there is one. */
    SOURCE_KILLED(Target.HOST, 0, 0),
    DESTINATION_KILLED(Target.HOST, 0, 0),
    FROZEN(Target.HOST, 2, 90),
    CLOCK_AHEAD(Target.HOST, 15, 60),
    CLOCK_BEHIND(Target.HOST, 15, 60),
    DISK_FULL(Target.HOST, 10, 60),
    DISK_HANGS(Target.HOST, 2, 30),
    OUT_OF_DESCRIPTORS(Target.HOST, 5, 30),
    OUT_OF_MEMORY(Target.HOST, 5, 20),
    BROKER_GONE(Target.BROKER, 1, 40),
    NOVA_FAILS(Target.CLOUD, 5, 60),
    NOVA_SLOW(Target.CLOUD, 10, 60),
    ALL_APIS_GONE(Target.CLOUD, 5, 60),
    TOKENS_REVOKED(Target.CLOUD, 0, 0),
    MIGRATION_FAILS(Target.CLOUD, 0, 0),
    MIGRATION_HANGS(Target.CLOUD, 0, 0);

    enum Target {
        HOST,
        BROKER,
        CLOUD
    }

    final Target target;
    final int least;
    final int most;

    FaultKind(Target target, int least, int most) {
        this.target = target;
        this.least = least;
        this.most = most;
    }

    /** Whether it befalls disk or clock, whether the agent runs or not. */
    boolean ofMachine() {
        return this == CLOCK_AHEAD || this == CLOCK_BEHIND || this == DISK_FULL || this == DISK_HANGS;
    }

    /** Whether the process ends by it. */
    boolean ends() {
        return this == KILLED
                || this == SOURCE_KILLED
                || this == DESTINATION_KILLED
                || this == OUT_OF_DESCRIPTORS
                || this == OUT_OF_MEMORY;
    }
}
