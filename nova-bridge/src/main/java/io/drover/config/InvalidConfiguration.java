package io.drover.config;

import java.util.List;

/** The configuration cannot be used: everything that is wrong with it, one sentence each, without secrets. */
public final class InvalidConfiguration extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    public InvalidConfiguration(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    public InvalidConfiguration(String fault) {
        this(List.of(fault));
    }

    public List<String> faults() {
        return faults;
    }
}
