package io.drover.model;

import java.time.Instant;

/** When migrations may start. Pure: the same instant gives the same answer. */
public interface ChangeWindows {

    ChangeWindows ALWAYS = at -> true;

    boolean open(Instant at);
}
