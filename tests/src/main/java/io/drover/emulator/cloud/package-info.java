/**
 * The emulated cloud as plain state: hosts, servers, live migrations, allocations and metrics, moved by a clock. No
 * HTTP, no threads. Objects here are read and changed only inside {@link EmulatedCloud#inside}.
 */
package io.drover.emulator.cloud;
