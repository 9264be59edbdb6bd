package io.drover.nova;

import io.drover.model.MigrationOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Just before asking: what the auction assumed must still hold. */
record Checking(MigrationCase about) implements Supervision {

    @Override
    public boolean asked() {
        return false;
    }

    @Override
    public Step on(Answer answer, Instant at) {
        if (answer instanceof Answer.Checked checked) return decide(checked, at);
        if (answer instanceof Answer.Silent silent) {
            if (late(at)) return about.skip("Nova did not answer in time: " + silent.why());
            return new Step(this, new Action.Check(Duration.ofSeconds(1)));
        }
        throw new AssertionError("checking does not expect " + answer);
    }

    private Step decide(Answer.Checked checked, Instant at) {
        Optional<String> objection = objection(checked);
        if (objection.isPresent()) return about.skip(objection.get());
        if (late(at)) return about.skip("too late to ask Nova: the destination's promise ended");
        MigrationCase asked = new MigrationCase(
                about.order(), about.limits(), true, at, Optional.of(checked.newest()), Optional.empty());
        return new Step(new Asking(asked), new Action.Ask());
    }

    private boolean late(Instant at) {
        return !at.isBefore(about.order().callBefore());
    }

    private Optional<String> objection(Answer.Checked checked) {
        if (checked.server().isEmpty()) return Optional.of("the server is gone");
        Optional<String> server = objection(checked.server().get());
        return server.isPresent() ? server : objection(checked.destination());
    }

    private Optional<String> objection(ServerState server) {
        MigrationOrder order = about.order();
        if (!server.host().equals(order.source())) return Optional.of("the server is on " + server.host() + " now");
        if (server.taskState().isPresent()) {
            return Optional.of(
                    "the server is in task state " + server.taskState().get());
        }
        if (!server.status().equals("ACTIVE")) return Optional.of("the server is " + server.status());
        return server.locked() ? Optional.of("the server is locked") : Optional.empty();
    }

    private Optional<String> objection(Optional<ServiceState> destination) {
        String host = about.order().destination();
        if (destination.isEmpty()) return Optional.of("Nova has no compute service on " + host);
        ServiceState service = destination.get();
        if (!service.enabled()) {
            String why = service.disabledReason();
            return Optional.of("the compute service of " + host + " is disabled" + (why.isEmpty() ? "" : ": " + why));
        }
        boolean up = service.up() && !service.forcedDown();
        return up ? Optional.empty() : Optional.of("the compute service of " + host + " is down");
    }
}
