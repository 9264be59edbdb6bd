/** What a measurement point keeps, in SQL: H2, MariaDB or PostgreSQL. */
package io.drover.store;
