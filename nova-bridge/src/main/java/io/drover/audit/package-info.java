/** What Drover says that it moved, and what Nova says that was moved, side by side. */
package io.drover.audit;
