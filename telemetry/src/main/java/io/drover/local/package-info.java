/** What the kernel of the agent's own machine tells, exactly and for next to nothing: the host, its pressure, its guests. */
package io.drover.local;
