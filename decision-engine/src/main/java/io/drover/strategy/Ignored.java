package io.drover.strategy;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Negotiation;
import io.drover.auction.Note;
import io.drover.auction.Step;

/** Late, duplicate or foreign: ordinary on this network, and never acted upon. doc/sources.md, correction 7. */
final class Ignored {

    private Ignored() {}

    static Step by(Negotiation state, Event event) {
        if (!(event instanceof Event.Heard heard)) return Step.to(state);
        return Step.to(
                state,
                Effect.say(
                        state.auction(),
                        Note.Kind.IGNORED,
                        heard.envelope().message().getClass().getSimpleName() + " from "
                                + heard.envelope().source() + " while "
                                + state.getClass().getSimpleName()));
    }
}
