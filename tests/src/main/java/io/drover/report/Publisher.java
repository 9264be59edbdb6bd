package io.drover.report;

import io.drover.report.document.Document;
import io.drover.report.document.Html;
import io.drover.report.document.Markdown;
import io.drover.report.figure.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes a document: {@code report.html}, {@code report.md} and {@code figures/}. */
final class Publisher {

    private final Path directory;
    private final JobProgress progress;

    Publisher(Path directory, JobProgress progress) {
        this.directory = directory;
        this.progress = progress;
    }

    void publish(Document document) throws IOException {
        Path figures = Files.createDirectories(directory.resolve("figures"));
        boolean pixels = true;
        for (Figure figure : document.figures()) {
            Files.writeString(figures.resolve(figure.name() + ".svg"), figure.svg());
            pixels = pixels && painted(figure, figures.resolve(figure.name() + ".png"));
        }
        Files.writeString(directory.resolve("report.md"), Markdown.of(document));
        Files.writeString(directory.resolve("report.html"), Html.of(document));
        progress.say("the report is " + directory.resolve("report.html"));
    }

    /** A Java without fonts cannot paint text: the SVGs are there all the same. */
    private boolean painted(Figure figure, Path file) throws IOException {
        try {
            ImageIO.write(figure.pixels(), "png", file.toFile());
            return true;
        } catch (LinkageError | RuntimeException e) {
            progress.say("no PNG figures: this Java cannot paint text (" + e.getMessage() + "); is fontconfig there?");
            return false;
        }
    }
}
