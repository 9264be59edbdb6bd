package io.drover.emulator.cloud;

import java.util.ArrayList;
import java.util.List;

/** The live migrations that shall go wrong. */
final class MigrationFaults {

    /** Stands for every server and every destination. */
    static final String ANY = "*";

    private static final class Plan {
        private final String who;
        private final MigrationFault fault;
        private int left;

        Plan(String who, MigrationFault fault, int left) {
            this.who = who;
            this.fault = fault;
            this.left = left;
        }

        boolean concerns(EmulatedServer server, Host destination) {
            return who.equals(ANY)
                    || who.equals(server.id())
                    || who.equals(server.name())
                    || (destination != null && who.equals(destination.name()));
        }
    }

    private final List<Plan> plans = new ArrayList<>();

    void plan(String who, MigrationFault fault, int times) {
        plans.add(new Plan(who, fault, times));
    }

    void clear() {
        plans.clear();
    }

    /** The first plan that fits is used up once; null when none does. */
    MigrationFault take(EmulatedServer server, Host destination) {
        for (Plan plan : plans) {
            if (plan.concerns(server, destination)) {
                plan.left--;
                plans.removeIf(used -> used.left <= 0);
                return plan.fault;
            }
        }
        return null;
    }
}
