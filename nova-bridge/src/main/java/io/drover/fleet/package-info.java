/** What an operator asks of all agents at once, over AMQP: pause, resume, status. */
package io.drover.fleet;
