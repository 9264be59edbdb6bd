/** The published experiments (doc/sources.md, Table 4-1) as cells, and what a placement could reach at best. */
package io.drover.experiment;
