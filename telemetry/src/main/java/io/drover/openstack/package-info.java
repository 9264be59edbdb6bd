/**
 * OpenStack as Drover needs it: a session, and one client per service with typed answers. openstack4j authenticates
 * and carries requests; its typed calls are not used, because they lose fields at the microversions needed here.
 */
package io.drover.openstack;
