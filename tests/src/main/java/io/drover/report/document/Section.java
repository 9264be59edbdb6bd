package io.drover.report.document;

import java.util.List;

/**
 * @param id where links to it lead
 */
public record Section(String id, String title, List<Block> blocks) {

    public Section {
        blocks = List.copyOf(blocks);
    }
}
