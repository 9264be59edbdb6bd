/** What is true of hosts and servers, and the formulas over it. Values only: nothing here waits, sends or decides. */
package io.drover.model;
