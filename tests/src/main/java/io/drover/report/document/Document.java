package io.drover.report.document;

import io.drover.report.figure.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * @param summary what a reader in a hurry takes along
 */
public record Document(String title, String summary, List<Section> sections) {

    public Document {
        sections = List.copyOf(sections);
    }

    /** All figures, in the order in which they appear. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Section section : sections) collect(section.blocks(), figures);
        return figures;
    }

    private static void collect(List<Block> blocks, List<Figure> figures) {
        for (Block block : blocks) {
            if (block instanceof Block.Picture picture) figures.add(picture.figure());
            if (block instanceof Block.Fold fold) collect(fold.blocks(), figures);
        }
    }
}
