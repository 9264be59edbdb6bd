package io.drover.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Stands in for {@code drover lab} where its classes are not installed. */
@Command(description = "The embedded lab; not part of this package.")
final class AbsentCommand implements Callable<Integer> {

    /** Whatever else was typed makes no difference. */
    @Unmatched
    private List<String> rest = new ArrayList<>();

    @Override
    public Integer call() {
        throw Fault.usage("this package has no lab: install drover-lab, or run bin/drover lab in a source tree");
    }
}
