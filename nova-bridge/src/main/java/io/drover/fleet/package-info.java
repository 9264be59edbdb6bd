/** What an operator asks of all agents at once, over AMQP: pause, resume, drain, undrain, place, status. */
package io.drover.fleet;
