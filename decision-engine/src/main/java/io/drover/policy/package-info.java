/** Who else could decide: policies that a simulated fleet is run under beside Drover's own. See doc/policies.md. */
package io.drover.policy;
