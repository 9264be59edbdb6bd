package io.drover.model;

/**
 * A server that a host could take if it gave a lighter one of its own for it, to whoever takes that.
 *
 * @param taken the server that comes
 * @param returned the one of the host's own that has to leave for it
 */
public record Exchange(ServerInfo taken, ServerInfo returned) {

    /**
     * What the host has more afterwards, and the other less: the server that comes, with the differences for its load
     * and for what it holds of the memory.
     */
    public ServerInfo net() {
        Habit comes = taken.expected();
        Habit goes = returned.expected();
        Habit difference = new Habit(
                comes.mean() - goes.mean(),
                Math.max(0, comes.variance() - goes.variance()),
                Math.min(comes.samples(), goes.samples()));
        return new ServerInfo(
                taken.id(),
                taken.vcpus(),
                taken.load() - returned.load(),
                taken.latest() - returned.latest(),
                taken.memoryMib(),
                taken.dirtyRate(),
                taken.resources(),
                taken.antiAffinity(),
                new ServerUsage(taken.usage().steal(), held()),
                difference,
                taken.zone());
    }

    private Long held() {
        Long comes = taken.usage().memoryUsedMib();
        Long goes = returned.usage().memoryUsedMib();
        return comes == null || goes == null ? null : Long.valueOf(comes - goes);
    }

    /** Whether it moves load at all: more comes than goes. */
    public boolean relieves() {
        return taken.load() > returned.load()
                && taken.expected().mean() > returned.expected().mean();
    }
}
