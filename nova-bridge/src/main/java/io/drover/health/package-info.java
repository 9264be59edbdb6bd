/** What a service leaves behind while it works, and the command that looks at it: no port is needed. */
package io.drover.health;
