package io.drover.node;

import io.drover.auction.Effect;
import io.drover.auction.Event;

/**
 * Keeps what happened and what was decided, in order. Never throws: an agent outlives a full disk, except that an
 * order to migrate which cannot be kept must not be performed.
 */
public interface Journal {

    void heard(Event event);

    /** An order to migrate is on disk when this returns; false: it could not be kept. */
    boolean decided(Effect effect);
}
