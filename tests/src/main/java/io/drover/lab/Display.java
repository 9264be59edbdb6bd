package io.drover.lab;

import java.util.List;

/** Shows a run to people. One thread. */
interface Display {

    /** As it is now, and what was said since the last time. */
    void show(FleetPicture picture, List<AgentLines.Item> news);

    /** Nothing more comes. */
    void end();
}
