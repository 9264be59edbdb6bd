package io.drover.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** Statements in one line, and Java's values as columns: NaN and null are NULL, texts fit their columns. */
final class Sql {

    private static final int PATIENCE_SECONDS = 30;
    private static final int WORD = 32;
    private static final int SENTENCE = 600;

    private Sql() {}

    /** Makes a row of a result. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** All columns of a table, in its order. */
    static void insert(Connection to, String table, Object... values) throws SQLException {
        insertAll(to, table, List.<Object[]>of(values));
    }

    /** Rows of all columns of a table, in its order, in one go. */
    static void insertAll(Connection to, String table, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) return;
        String marks = String.join(", ", Collections.nCopies(rows.get(0).length, "?"));
        try (PreparedStatement prepared =
                prepare(to, "INSERT INTO " + table + " VALUES (" + marks + ")", rows.get(0))) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) prepared.setObject(i + 1, row[i]);
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    /** The number of rows that it changed. */
    static int run(Connection to, String statement, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepare(to, statement, values)) {
            return prepared.executeUpdate();
        }
    }

    static <T> List<T> query(Connection from, Row<T> row, String query, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepare(from, query, values);
                ResultSet result = prepared.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) rows.add(row.of(result));
            return rows;
        }
    }

    /** The first row's {@code at_ms}; empty: there is none, or it is NULL. */
    static OptionalLong at(Connection from, String query, Object... values) throws SQLException {
        return query(from, row -> instant(row, "at_ms"), query, values).stream()
                .filter(Objects::nonNull)
                .mapToLong(Instant::toEpochMilli)
                .findFirst();
    }

    private static PreparedStatement prepare(Connection on, String text, Object... values) throws SQLException {
        PreparedStatement prepared = on.prepareStatement(text);
        try {
            prepared.setQueryTimeout(PATIENCE_SECONDS);
            for (int i = 0; i < values.length; i++) prepared.setObject(i + 1, values[i]);
            return prepared;
        } catch (SQLException e) {
            prepared.close();
            throw e;
        }
    }

    static Double number(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }

    static double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    static Long millis(Instant at) {
        return at == null ? null : Long.valueOf(at.toEpochMilli());
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static String word(String text) {
        return cut(text, WORD);
    }

    static String sentence(String text) {
        return cut(text, SENTENCE);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
