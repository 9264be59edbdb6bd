/**
 * What an operator may set: every option in one place, read as oslo.config reads it, and handed on as typed records.
 * Nothing here logs, because the log is configured by what is read here: warnings are returned.
 */
package io.drover.config;
