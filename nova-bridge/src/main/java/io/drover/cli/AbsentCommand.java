package io.drover.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Stands in for a command whose classes are in the package drover-lab, where that is not installed. */
@Command(description = "Part of the package drover-lab, which is not installed.")
final class AbsentCommand implements Callable<Integer> {

    private final String name;

    /** Whatever else was typed makes no difference. */
    @Unmatched
    @SuppressWarnings("UnusedVariable")
    private List<String> rest = new ArrayList<>();

    AbsentCommand(String name) {
        this.name = name;
    }

    @Override
    public Integer call() {
        throw CommandFault.usage("this package has no " + name + ": install drover-lab, or run bin/drover " + name
                + " in a source tree");
    }
}
