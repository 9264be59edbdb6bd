package io.drover.cloud;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a measurement point wrote into a file of H2's; nobody else may have it open. */
record MeasurementStore(String url) {

    static MeasurementStore in(Path directory) {
        return new MeasurementStore("jdbc:h2:file:" + directory.resolve("measurements") + ";DB_CLOSE_ON_EXIT=FALSE");
    }

    long gaps() throws SQLException {
        return number("SELECT COUNT(*) FROM drover_sample WHERE after_gap");
    }

    /** Between a sample that follows a gap and the one before. */
    long longestGapSeconds() throws SQLException {
        return number("SELECT MAX(s.at_ms - (SELECT MAX(b.at_ms) FROM drover_sample b WHERE b.at_ms < s.at_ms)) / 1000"
                + " FROM drover_sample s WHERE s.after_gap");
    }

    /** What the samples count. */
    long attemptsOfSamples() throws SQLException {
        return number("SELECT SUM(attempts) FROM drover_sample");
    }

    /** What the agents counted between the first sample and the last. */
    long attemptsOfAgents() throws SQLException {
        return number("SELECT SUM(counted) FROM (SELECT MAX(attempts) - MIN(attempts) AS counted"
                + " FROM drover_host_sample GROUP BY host)");
    }

    long migrationsOfSamples() throws SQLException {
        return number("SELECT SUM(migrations) FROM drover_sample");
    }

    private long number(String query) throws SQLException {
        try (Connection open = DriverManager.getConnection(url);
                Statement statement = open.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
