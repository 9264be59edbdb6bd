package io.drover.emulator.cloud;

import static io.drover.emulator.cloud.MigrationStatus.CANCELLED;
import static io.drover.emulator.cloud.MigrationStatus.COMPLETED;
import static io.drover.emulator.cloud.MigrationStatus.ERROR;
import static io.drover.emulator.cloud.MigrationStatus.FAILED;
import static io.drover.emulator.cloud.MigrationStatus.PREPARING;
import static io.drover.emulator.cloud.MigrationStatus.QUEUED;
import static io.drover.emulator.cloud.MigrationStatus.RUNNING;

import java.time.Duration;
import java.time.Instant;

/**
 * The life of live migrations: accepted, then (the destination agreed, its allocation made) queued on the source, which
 * runs a few at a time, preparing, running, and an end. The server is on its destination a moment before the record
 * says completed.
 */
public final class LiveMigrations {

    private static final String CONDUCTOR = "controller";
    private static final String NO_VALID_HOST = "No valid host was found. ";
    /** Nova gives up after this much per GiB of memory, and counts at least 2 (live_migration_completion_timeout). */
    private static final int SECONDS_PER_GIB = 800;

    private final Agenda agenda;
    private final CloudSettings settings;
    private final Scheduler scheduler;
    private final Allocations allocations;
    private final MigrationFaults faults = new MigrationFaults();
    private final MigrationLog log = new MigrationLog();

    LiveMigrations(Agenda agenda, CloudSettings settings, Scheduler scheduler, Allocations allocations) {
        this.agenda = agenda;
        this.settings = settings;
        this.scheduler = scheduler;
        this.allocations = allocations;
    }

    public MigrationLog log() {
        return log;
    }

    MigrationFaults faults() {
        return faults;
    }

    /**
     * Accepts a request; whether it can be done is seen later.
     *
     * @param wanted null to let the scheduler choose
     */
    public EmulatedMigration request(EmulatedServer server, Host wanted, String requestId) {
        checkState(server, "os-migrateLive");
        EmulatedMigration migration = accept(server, requestId);
        in(settings.pace().checking(), migration, () -> check(migration, wanted));
        return migration;
    }

    /** As before 2.34: the checks are made at once, and a refusal is thrown (the record still says error). */
    public EmulatedMigration requestChecked(EmulatedServer server, Host wanted, String requestId) {
        checkState(server, "os-migrateLive");
        EmulatedMigration migration = accept(server, requestId);
        String reason = check(migration, wanted);
        if (reason != null) {
            throw Refusal.badRequest(reason);
        }
        return migration;
    }

    /** Abort: at once when queued, after a moment when it has begun. */
    public void abort(EmulatedMigration migration, String requestId) {
        checkMigrating(migration, "abort live migration");
        if (!migration.status().inProgress()) {
            throw wrongState(migration, "abort live migration");
        }
        migration.server().remember(new EmulatedAction("live_migration_cancel", requestId, agenda.now()));
        Duration delay =
                migration.status() == QUEUED ? Duration.ZERO : settings.pace().aborting();
        in(delay, migration, () -> breakOff(migration, CANCELLED));
        agenda.advance(agenda.now());
    }

    /** Stops the guest and sends what is left. */
    public void forceComplete(EmulatedMigration migration, String requestId) {
        checkMigrating(migration, "force_complete");
        if (migration.status() != RUNNING) {
            throw wrongState(migration, "force_complete");
        }
        Instant now = agenda.now();
        migration.server().remember(new EmulatedAction("live_migration_force_complete", requestId, now));
        in(migration.copy().rest(now), migration, () -> land(migration));
    }

    /** A server is being deleted: its migration, if any, ends in error and its allocations go. */
    void forget(EmulatedServer server) {
        for (EmulatedMigration migration : server.migrations()) {
            if (!migration.status().ended()) {
                end(migration, ERROR);
                allocations.drop(migration.uuid());
            }
        }
        allocations.drop(server.id());
    }

    private void checkState(EmulatedServer server, String what) {
        String vmState = server.vmState();
        if (!vmState.equals("active") && !vmState.equals("paused")) {
            throw conflict(server, what, "vm_state " + vmState);
        }
        if (server.taskState() != null) {
            throw conflict(server, what, "task_state " + server.taskState());
        }
    }

    private void checkMigrating(EmulatedMigration migration, String what) {
        String taskState = migration.server().taskState();
        if (taskState == null) {
            throw conflict(migration.server(), what, "task_state None");
        }
    }

    private static Refusal conflict(EmulatedServer server, String what, String state) {
        return Refusal.conflict("Cannot '" + what + "' instance " + server.id() + " while it is in " + state);
    }

    private static Refusal wrongState(EmulatedMigration migration, String what) {
        return Refusal.badRequest("Migration " + migration.id() + " state of instance "
                + migration.server().id() + " is " + migration.status().word() + ". Cannot " + what
                + " while the migration is in this state.");
    }

    private EmulatedMigration accept(EmulatedServer server, String requestId) {
        Instant now = agenda.now();
        EmulatedAction action = new EmulatedAction("live-migration", requestId, now);
        EmulatedMigration migration = new EmulatedMigration(log.nextId(), server, action, now);
        server.begin("migrating", now);
        server.remember(action);
        server.remember(migration);
        log.add(migration);
        return migration;
    }

    /** The reason of a refusal, or null when the source host has it now. */
    private String check(EmulatedMigration migration, Host wanted) {
        EmulatedServer server = migration.server();
        migration.foresee(faults.take(server, wanted));
        Host host = migration.fault() == MigrationFault.NO_VALID_HOST ? null : scheduler.choose(server, wanted);
        if (host == null) {
            return refuse(migration, NO_VALID_HOST);
        }
        if (migration.fault() == MigrationFault.FAILS_CHECK) {
            return refuse(migration, "Migration pre-check error: " + host.name() + " refuses the server.");
        }
        Instant now = agenda.now();
        String source = migration.source().name();
        record(migration, "conductor_live_migrate_instance", CONDUCTOR);
        record(migration, "compute_check_can_live_migrate_destination", host.name());
        record(migration, "compute_check_can_live_migrate_source", source);
        migration.goTo(host);
        allocations.put(migration.uuid(), migration.source(), server.flavor().resources());
        allocations.put(server.id(), host, server.flavor().resources());
        migration.become(QUEUED, now);
        migration.source().queue().add(migration);
        agenda.in(settings.pace().queueing(), () -> startNext(migration.source()));
        return null;
    }

    private String refuse(EmulatedMigration migration, String reason) {
        Instant now = agenda.now();
        EmulatedAction action = migration.action();
        action.failed("conductor_live_migrate_instance", CONDUCTOR, reason, migration.created(), now);
        migration.nextTicket();
        migration.become(ERROR, now);
        migration.server().endTask(now);
        return reason;
    }

    private void startNext(Host source) {
        while (source.outgoing().size() < settings.concurrentMigrations()
                && !source.queue().isEmpty()) {
            EmulatedMigration migration = source.queue().poll();
            source.outgoing().add(migration);
            migration.become(PREPARING, agenda.now());
            record(migration, "compute_live_migration", source.name());
            String destination = migration.destination().name();
            migration.server().telemetry().heardOf(destination, agenda.now());
            in(settings.pace().preparing(), migration, () -> run(migration));
        }
    }

    private void run(EmulatedMigration migration) {
        Instant now = agenda.now();
        String destination = migration.destination().name();
        if (migration.fault() == MigrationFault.FAILS_PREPARING) {
            String reason = "Destination " + destination + " cannot prepare the server";
            migration.action().failed("compute_pre_live_migration", destination, reason, now, now);
            breakOff(migration, FAILED);
            return;
        }
        record(migration, "compute_pre_live_migration", destination);
        migration.become(RUNNING, now);
        Copy copy = Copy.of(migration, settings, now);
        migration.startCopy(copy);
        if (copy.fault() == null) {
            in(copy.whole().plus(settings.pace().settling()), migration, () -> land(migration));
        } else if (copy.fault() == MigrationFault.FORGOTTEN) {
            in(copy.whole().dividedBy(2), migration, () -> forgotten(migration));
        } else if (copy.fault() == MigrationFault.FAILS_HALFWAY) {
            in(copy.whole().dividedBy(2), migration, () -> breakOff(migration, FAILED));
        } else {
            in(patience(migration.server()), migration, () -> breakOff(migration, CANCELLED));
        }
    }

    private static Duration patience(EmulatedServer server) {
        return Duration.ofSeconds(
                (long) SECONDS_PER_GIB * Math.max(2, server.flavor().memoryMb() / 1024));
    }

    /** The server runs on its destination; the source has yet to clean up. */
    private void land(EmulatedMigration migration) {
        Instant now = agenda.now();
        EmulatedServer server = migration.server();
        server.move(migration.destination(), now);
        server.endTask(now);
        record(
                migration,
                "compute_post_live_migration_at_destination",
                migration.destination().name());
        in(settings.pace().completing(), migration, () -> {
            allocations.drop(migration.uuid());
            server.telemetry().heardOf(migration.source().name(), agenda.now());
            end(migration, COMPLETED);
        });
    }

    /** As if the server stayed where it is, but for the record. */
    private void forgotten(EmulatedMigration migration) {
        Instant now = agenda.now();
        EmulatedServer server = migration.server();
        allocations.drop(migration.uuid());
        allocations.put(server.id(), migration.source(), server.flavor().resources());
        server.endTask(now);
        migration.nextTicket();
        migration.forget(now);
        migration.source().outgoing().remove(migration);
        startNext(migration.source());
    }

    /** The server stays where it is. */
    private void breakOff(EmulatedMigration migration, MigrationStatus end) {
        EmulatedServer server = migration.server();
        allocations.drop(migration.uuid());
        allocations.put(server.id(), migration.source(), server.flavor().resources());
        server.telemetry().heardOf(migration.source().name(), agenda.now());
        server.endTask(agenda.now());
        end(migration, end);
    }

    private void end(EmulatedMigration migration, MigrationStatus end) {
        migration.nextTicket();
        migration.become(end, agenda.now());
        Host source = migration.source();
        source.queue().remove(migration);
        source.outgoing().remove(migration);
        startNext(source);
    }

    private void record(EmulatedMigration migration, String event, String host) {
        Instant now = agenda.now();
        migration.action().succeeded(event, host, migration.updatedAt(now), now);
    }

    /** What is to come next for it; whatever was to come before is off. */
    private void in(Duration delay, EmulatedMigration migration, Runnable step) {
        int ticket = migration.nextTicket();
        agenda.in(delay, () -> {
            if (migration.ticket() == ticket) {
                step.run();
            }
        });
    }
}
