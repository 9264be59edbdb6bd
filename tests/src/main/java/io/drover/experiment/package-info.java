/** The thesis' experiments (Table 4-1) as cells that the simulation runs, and what a placement could reach at best. */
package io.drover.experiment;
