/** What a simulated fleet is given: hosts, servers, demand over time, conditions of the link, faults and incidents. */
package io.drover.scenario;
