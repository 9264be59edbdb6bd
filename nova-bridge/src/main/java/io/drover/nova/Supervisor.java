package io.drover.nova;

import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.runtime.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one supervision's actions to Nova and the answers back: one action at a time. */
final class Supervisor {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /** A wake looks this soon: notifications come in bursts, one look serves them all. */
    private static final Duration SOON = Duration.ofMillis(200);

    private final NovaCloud cloud;
    private final MigrationApi nova;
    private final Pace pace;
    private final MigrationListener listener;
    private final MigrationOrder order;
    private final CopyMeasurement.Tally tally = new CopyMeasurement.Tally();

    private Supervision state;
    private Action waiting;
    private Future<?> timer;
    private boolean abandoned;

    Supervisor(
            NovaCloud cloud,
            MigrationApi nova,
            Pace pace,
            MigrationListener listener,
            MigrationOrder order,
            Supervision state) {
        this.cloud = cloud;
        this.nova = nova;
        this.pace = pace;
        this.listener = listener;
        this.order = order;
        this.state = state;
    }

    MigrationOrder order() {
        return order;
    }

    /** The request follows its check at once: waiting for a thread could outlast the destination's promise. */
    void perform(Action action) {
        if (action instanceof Action.End end) cloud.ended(this, withDisk(end.outcome()), tally.measure());
        else if (action instanceof Action.Ask) turn(action);
        else if (action instanceof Action.Check check) schedule(action, check.after());
        else if (action instanceof Action.Look look) schedule(action, look.after());
        else if (action instanceof Action.Explain explain) schedule(action, explain.after());
        else schedule(action, Duration.ZERO);
    }

    private Outcome withDisk(Outcome outcome) {
        return outcome instanceof Outcome.Done done
                ? done.copying(tally.measure().diskGib())
                : outcome;
    }

    /** Only a waiting look is worth hastening. */
    synchronized void wake() {
        if (!(waiting instanceof Action.Look look) || look.after().compareTo(SOON) <= 0) return;
        if (timer.cancel(false)) schedule(new Action.Look(SOON), SOON);
    }

    /** Stops without an end. */
    synchronized void abandon() {
        abandoned = true;
        if (timer != null) timer.cancel(false);
    }

    private synchronized void schedule(Action action, Duration after) {
        if (abandoned) return;
        waiting = action;
        try {
            timer = pace.after(after, () -> turn(action));
        } catch (RejectedExecutionException e) {
            LOG.warn("migration of {} is left to the journal: the pace is closed", order.server());
        }
    }

    /** A fault of ours must not leave an auction waiting for ever. */
    private void turn(Action action) {
        Supervision.Step step;
        try {
            if (!begins()) return;
            step = forbidden() ? skip() : state.on(answer(action), pace.instant());
        } catch (RuntimeException | AssertionError e) {
            LOG.error("supervising the migration of {} broke off", order.server(), e);
            step = new Supervision.Step(
                    new Finished(), new Action.End(new Outcome.Failed("supervision broke off: " + e)));
        }
        state = step.next();
        perform(step.action());
    }

    private synchronized boolean begins() {
        waiting = null;
        return !abandoned;
    }

    private boolean forbidden() {
        return !state.asked() && cloud.stopping();
    }

    private static Supervision.Step skip() {
        return new Supervision.Step(new Finished(), new Action.End(new Outcome.Skipped("the agent is stopping")));
    }

    private Answer answer(Action action) {
        try {
            if (action instanceof Action.Check) return check();
            if (action instanceof Action.Ask) return nova.liveMigrate(order);
            if (action instanceof Action.Look) return look();
            if (action instanceof Action.Abort abort) return nova.abort(order.server(), abort.migration());
            if (action instanceof Action.Force force) return nova.force(order.server(), force.migration());
            if (action instanceof Action.Explain explain) {
                return new Answer.Explained(nova.fault(order.server(), explain.request()));
            }
        } catch (Unanswered e) {
            return new Answer.Silent(e.getMessage());
        }
        throw new AssertionError("nobody performs " + action);
    }

    /** The newest migration is read before the state of the server, so that one in between shows in the latter. */
    private Answer check() throws Unanswered {
        long newest = nova.migrations(order.server()).stream()
                .mapToLong(MigrationRecord::id)
                .max()
                .orElse(0);
        Optional<ServiceState> destination = nova.service(order.destination());
        return new Answer.Checked(nova.server(order.server()), destination, newest);
    }

    private Answer look() throws Unanswered {
        List<MigrationRecord> migrations = nova.migrations(order.server());
        Optional<ServerState> server = nova.server(order.server());
        Optional<CopyProgress> progress = Optional.empty();
        if (!migrations.isEmpty() && !migrations.get(0).ended()) {
            progress = nova.progress(order.server(), migrations.get(0).id());
        }
        progress.ifPresent(this::tell);
        return new Answer.Seen(server, migrations, progress);
    }

    private void tell(CopyProgress progress) {
        tally.saw(progress, pace.instant());
        try {
            listener.progress(order, progress);
        } catch (RuntimeException e) {
            LOG.warn("a listener failed at the progress of {}", order.server(), e);
        }
    }
}
