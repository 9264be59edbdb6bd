package io.drover.strategy;

import io.drover.auction.Note;
import io.drover.auction.Proposal;
import io.drover.auction.Settled.Ending;
import io.drover.model.Decimal;
import java.util.Optional;

/**
 * What an operator has approved, in its auction: it moves only if it still wins, with at least the gain that it
 * promised. See doc/operating.md, "Approve what is moved".
 *
 * @param promised share of the best move's gain that is as good as the best
 */
record Approval(Proposal proposal, double promised) {

    /** A sum that is off in its last bits has lost nothing. */
    private static final double EXACT = 1e-9;

    /**
     * @param choice empty: it does not win
     * @param whyNot in one sentence
     */
    record Verdict(Optional<Choice> choice, String whyNot, Ending ending) {}

    /** Who opened the auction, and on whose word. */
    String why() {
        return "approved by " + proposal.fate().by() + " as " + proposal.id();
    }

    boolean concerns(String server) {
        return proposal.move().server().equals(server);
    }

    /** The other end's answer came to nothing, for this reason. */
    Verdict without(String reason, boolean busy) {
        return no(reason, busy ? Ending.BUSY : Ending.FAILED);
    }

    Verdict of(Choices choices, Choice same) {
        if (!choices.promisesBalance()) {
            return choices.improves(same)
                    ? new Verdict(Optional.of(same), "", Ending.MOVED)
                    : no(choices.whyNone(), Ending.FAILED);
        }
        double gain = same.forecast().gain();
        String figures = "system performance would go from "
                + Decimal.shortest(same.forecast().entropyBefore()) + " to "
                + Decimal.shortest(same.forecast().entropyAfter());
        if (gain < proposal.gain() - EXACT) {
            return no(
                    figures + ", a gain of " + Decimal.shortest(gain) + " where " + Decimal.shortest(proposal.gain())
                            + " was promised",
                    Ending.FAILED);
        }
        if (!choices.improves(same)) return no(figures + ", and " + choices.whyNone(), Ending.FAILED);
        Optional<Choice> best = choices.best();
        double most = best.map(choice -> choice.forecast().gain()).orElse(gain);
        if (gain < promised * most - EXACT) {
            return no(
                    Advice.pair(best.orElseThrow()) + " would gain " + Decimal.shortest(most) + ", this move "
                            + Decimal.shortest(gain),
                    Ending.FAILED);
        }
        return new Verdict(Optional.of(same), "", Ending.MOVED);
    }

    private static Verdict no(String why, Ending ending) {
        return new Verdict(Optional.empty(), "no longer worth it: " + why, ending);
    }

    Note.Move move() {
        return proposal.move();
    }
}
