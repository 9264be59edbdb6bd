package io.drover.scenario;

import java.time.Duration;
import java.util.List;

/** Something that a scenario makes happen at a given time. */
public sealed interface Incident {

    Duration from();

    /** From then on it has no more effect of its own. */
    Duration until();

    /** The host's agent dies and starts again. */
    record Crash(String host, Duration from, Duration until) implements Incident {}

    /** These hosts hear only each other. */
    record Partition(List<String> hosts, Duration from, Duration until) implements Incident {
        public Partition {
            hosts = List.copyOf(hosts);
        }
    }

    /** The broker is away for these hosts; for all when there are none. Each is back some seconds after its end. */
    record Outage(List<String> hosts, Duration from, Duration until) implements Incident {
        public Outage {
            hosts = List.copyOf(hosts);
        }
    }

    /** Nova places nothing on the host and lists it no more. */
    record Closure(String host, String reason, Duration from, Duration until) implements Incident {}

    /** An operator orders a host to be emptied, and says it again until its agent knows; later, to be filled again. */
    record Drain(String host, Duration from, Duration until) implements Incident {

        /**
         * As the command line says it.
         *
         * @param duration of the run: an order that lasts as long needs no end
         */
        String flag(Duration duration) {
            String end = until.compareTo(duration) < 0 ? "-" + until.toSeconds() : "";
            return " --drain " + host + "@" + from.toSeconds() + end;
        }
    }

    /** An operator approves all advice that waits then. */
    record Approval(Duration from, String by) implements Incident {
        @Override
        public Duration until() {
            return from;
        }
    }

    /** An operator tells every agent to pause or to resume. */
    record Announcement(Duration from, boolean paused, String group) implements Incident {
        @Override
        public Duration until() {
            return from;
        }
    }
}
