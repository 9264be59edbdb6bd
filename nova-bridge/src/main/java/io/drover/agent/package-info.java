/** The agent: the composition root of one host, and its life from start to stop. */
package io.drover.agent;
