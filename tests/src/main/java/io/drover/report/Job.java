package io.drover.report;

import java.util.function.Supplier;

/**
 * Something that takes time and whose result is worth keeping.
 *
 * @param id unique, and fit for a file's name
 * @param parameters everything that the result depends on besides the code
 * @param type of the result, as JSON
 */
record Job<T>(String id, String parameters, Class<T> type, Supplier<T> work) {}
