/** What a long-running process stands on: the pace of its work, its clock, and how it fails to start. */
package io.drover.runtime;
