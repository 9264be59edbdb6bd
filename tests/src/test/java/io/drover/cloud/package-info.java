/** Agent processes, one a host, against a real OpenStack over a real RabbitMQ. */
package io.drover.cloud;
