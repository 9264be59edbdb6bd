package io.drover.cli;

/** Adds a subcommand; found by {@code ServiceLoader}, so that a package may leave commands out. */
public interface CommandProvider {

    /** What people type. */
    String name();

    /**
     * A new object with picocli's {@code @Command}, a {@code Callable<Integer>} that returns the exit status, or a
     * parent of subcommands. Throws {@link CommandFault} for what people can mend.
     */
    Object command(CommandSession session);
}
