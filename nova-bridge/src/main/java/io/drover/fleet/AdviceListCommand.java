package io.drover.fleet;

import io.drover.auction.Proposal;
import io.drover.cli.CommandSession;
import io.drover.cli.Output;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(description = "Lists the advice of all agents that waits for a word, is approved or under way.")
final class AdviceListCommand implements Callable<Integer> {

    private final CommandSession session;

    @Option(names = "--all", description = "Also what is over: moved, rejected, expired or no longer worth it.")
    private boolean all;

    @Mixin
    private AdviceVisit visit;

    @Mixin
    private Output output;

    AdviceListCommand(CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return visit.go(session, (desk, configuration, patience) -> {
            List<Proposal> proposals = desk.all(ComputeHosts.ask(configuration, patience, session::warn)).stream()
                    .filter(proposal -> all || !proposal.fate().state().over())
                    .toList();
            output.list(AdviceRow.listing(proposals, InstantSource.system().instant()), session.out());
            return 0;
        });
    }
}
