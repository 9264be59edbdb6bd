/** The protocol: what agents say to each other, and the state machines of one auction's two sides. */
package io.drover.auction;
