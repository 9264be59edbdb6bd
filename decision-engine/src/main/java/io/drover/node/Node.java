package io.drover.node;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.engine.Engine;

/**
 * Performs what the engine decides: the only place where effects become calls. One thread at a time; the owner of
 * the ports sees to that.
 */
public final class Node {

    private final Engine engine;
    private final Clock clock;
    private final Network network;
    private final Cloud cloud;
    private final Journal journal;

    public Node(Engine engine, Clock clock, Network network, Cloud cloud, Journal journal) {
        this.engine = engine;
        this.clock = clock;
        this.network = network;
        this.cloud = cloud;
        this.journal = journal;
    }

    public void on(Event event) {
        journal.heard(event);
        for (Effect effect : engine.on(event)) {
            if (journal.decided(effect)) perform(effect);
            else refuse(effect);
        }
    }

    /** Without a kept intent, a restart could migrate twice; so nothing else is held back but a migration. */
    private void refuse(Effect effect) {
        if (effect instanceof Effect.Migrate migrate) cloud.refuse(migrate.order(), "the journal cannot be written");
        else perform(effect);
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Send send) network.send(send.envelope(), send.worth());
        else if (effect instanceof Effect.SetTimer set) clock.ring(set.timer(), set.after());
        else if (effect instanceof Effect.CancelTimer cancel) clock.cancel(cancel.timer());
        else if (effect instanceof Effect.Migrate migrate) cloud.migrate(migrate.order());
        else if (effect instanceof Effect.Watch watch) cloud.watch(watch.order(), watch.giveUpAt());
        else if (!kept(effect)) throw new AssertionError("an effect that nobody performs: " + effect);
    }

    /** What is done when the journal has it. */
    private static boolean kept(Effect effect) {
        return effect instanceof Effect.Keep || effect instanceof Effect.Say;
    }
}
