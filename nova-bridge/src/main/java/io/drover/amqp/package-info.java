/** The network port over AMQP 0-9-1: one topic exchange, one queue an agent, and what happens when the broker goes. */
package io.drover.amqp;
