package io.drover.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One way through a small fleet, move by move, as the explorer prints it. */
final class Script {

    private Script() {}

    /**
     * @return what is on its way and on Nova's record at the end
     * @throws AssertionError when a move cannot be made there, or a claim does not hold after it
     */
    static List<String> play(Question question, List<String> lines) {
        Behaviour behaviour = new Behaviour(question.fleet());
        Moves moves = new Moves(question.fleet(), behaviour);
        Claims claims = new Claims(question.fleet(), behaviour);
        Moment moment = moves.start(question.bounds());
        for (String line : lines) {
            Successor successor = named(line, moves.from(moment));
            Optional<String> broken = claims.broken(successor);
            if (broken.isPresent()) throw new AssertionError(line + ": " + broken.get());
            moment = successor.next();
        }
        List<String> left = new ArrayList<>();
        for (int thing : moment.things()) left.add(behaviour.things.get(thing).text());
        return left;
    }

    private static Successor named(String line, List<Successor> successors) {
        List<String> others = new ArrayList<>();
        for (Successor successor : successors) {
            String move = successor.move().get();
            if (move.equals(line)) return successor;
            others.add(move);
        }
        throw new AssertionError("nothing like \"" + line + "\" can happen then, but " + String.join("; ", others));
    }
}
