/** Recorded journals through the same engine again, and auctions as transcripts. */
package io.drover.replay;
