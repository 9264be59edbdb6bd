/** How a message travels: its bytes, its seal, and why one is dropped. No sockets here. */
package io.drover.wire;
