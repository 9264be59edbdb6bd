/** One agent of a simulated fleet lies: how much harm it does, and what bounds it. */
package io.drover.adversary;
