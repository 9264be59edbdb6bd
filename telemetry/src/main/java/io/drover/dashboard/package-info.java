/** The page that an operator looks at, and the documents behind it. Reads the fleet, changes nothing. */
package io.drover.dashboard;
