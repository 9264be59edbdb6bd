package io.drover.debian;

import io.drover.cli.Drover;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes one AsciiDoc manual page for each command, and the completion for bash, from the commands themselves. */
final class Manual {

    private Manual() {}

    /**
     * @param args the directory to write to
     */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        CommandLine drover = Drover.commands();
        int status = ManPageGenerator.generateManPage(
                directory.toFile(), (File) null, new boolean[] {}, false, drover.getCommandSpec());
        if (status != 0) throw new IOException("the manual pages could not be written to " + directory);
        Files.writeString(directory.resolve("drover.bash"), AutoComplete.bash("drover", drover));
    }
}
