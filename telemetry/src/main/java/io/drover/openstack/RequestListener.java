package io.drover.openstack;

import java.time.Duration;

/** Hears of each request to a service, on the thread that asked; quick. */
@FunctionalInterface
public interface RequestListener {

    /**
     * @param call method and path without ids and names: few different ones
     * @param status of HTTP; 0: no answer came
     * @param took real time
     */
    void answered(Service service, String call, int status, Duration took);
}
