/** What an agent heard and decided, kept in order on disk, and how to read it back. */
package io.drover.journal;
