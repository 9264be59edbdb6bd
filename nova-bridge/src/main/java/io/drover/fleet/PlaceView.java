package io.drover.fleet;

import io.drover.auction.Message.PlaceAcknowledgement;
import io.drover.cli.CommandFault;
import io.drover.cli.CommandSession;
import io.drover.cli.Listing;
import io.drover.cli.Output;
import io.drover.cli.Output.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Who would take a new server: the host first that would have to be prepared for the least load with it. */
final class PlaceView {

    private static final List<String> COLUMNS =
            List.of("host", "group", "takes", "load", "loadAfter", "vcpusFree", "memoryMibFree", "reason");

    private static final Comparator<PlaceAcknowledgement> BEST_FIRST = Comparator.comparing(
                    PlaceAcknowledgement::ok, Comparator.reverseOrder())
            .thenComparingDouble(PlaceAcknowledgement::after)
            .thenComparing(answer -> answer.self().host());

    private final List<PlaceAcknowledgement> ranked;
    private final String group;

    /**
     * @param group whose hosts count; empty: all
     */
    PlaceView(RollCall.Result result, String group) {
        this.group = group;
        this.ranked = result.answers().values().stream()
                .map(answer -> (PlaceAcknowledgement) answer.envelope().message())
                .filter(answer -> group.isEmpty() || answer.self().group().equals(group))
                .sorted(BEST_FIRST)
                .toList();
    }

    /**
     * @throws CommandFault when nobody takes it, with each host's reason
     */
    void show(CommandSession session, Output output) {
        boolean taken = !ranked.isEmpty() && ranked.get(0).ok();
        boolean bare = output.format() == Format.VALUE && !output.chosen();
        if (!bare) {
            List<List<Object>> rows = ranked.stream().map(PlaceView::row).toList();
            output.list(new Listing(COLUMNS, rows), session.out());
        } else if (taken) {
            session.out().println(ranked.get(0).self().host());
        }
        session.out().flush();
        if (!taken) throw new CommandFault(CommandFault.FAILED, whyNobody(), null);
    }

    private List<String> whyNobody() {
        if (ranked.isEmpty()) return List.of("no agent of group " + group + " answered");
        List<String> faults = new ArrayList<>(List.of("no host takes it"));
        ranked.forEach(answer -> faults.add(answer.self().host() + ": " + answer.reason()));
        return faults;
    }

    private static List<Object> row(PlaceAcknowledgement answer) {
        var self = answer.self();
        return Arrays.asList(
                self.host(),
                self.group(),
                answer.ok(),
                self.load().measured() ? rounded(self.load().normalized()) : null,
                Double.isNaN(answer.after()) ? null : rounded(answer.after()),
                self.free().amount("VCPU"),
                self.free().amount("MEMORY_MB"),
                answer.reason());
    }

    private static Double rounded(double load) {
        return Math.rint(load * 1e4) / 1e4;
    }
}
