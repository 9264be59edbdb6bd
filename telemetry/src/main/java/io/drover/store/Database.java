package io.drover.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * A database by its JDBC URL. One connection at a time, made when it is needed and again after it broke. Not
 * thread-safe.
 */
final class Database implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;
    private static final int NETWORK_MILLIS = 30_000;
    private static final Executor SAME_THREAD = Runnable::run;

    private final String url;
    private Connection connection;
    private boolean migrated;

    /** Work on a connection, all or nothing. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    Database(String url) {
        this.url = url;
        DriverManager.setLoginTimeout(PATIENCE_SECONDS);
    }

    /** One whose tables are there, or whose reader is told that they are not. */
    static Database existing(String url) {
        Database database = new Database(url);
        database.migrated = true;
        return database;
    }

    /** A file of H2's in this directory, closed by its owner and not by H2's own shutdown hook. */
    static String embedded(Path directory) {
        return "jdbc:h2:file:" + directory.toAbsolutePath().resolve("measurements") + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    /** The URL without what may be secret. */
    String where() {
        return url.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
    }

    /**
     * Runs the work in a transaction of its own.
     *
     * @throws SQLException when it may or may not have happened; the next call connects anew
     */
    <T> T transaction(Work<T> work) throws SQLException {
        try {
            Connection open = connection();
            T result = work.on(open);
            open.commit();
            return result;
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private Connection connection() throws SQLException {
        if (connection != null) return connection;
        if (!migrated) migrate();
        connection = DriverManager.getConnection(url, new Properties());
        connection.setAutoCommit(false);
        connection.setNetworkTimeout(SAME_THREAD, NETWORK_MILLIS);
        return connection;
    }

    /** Brings the tables to what this version needs. */
    private void migrate() throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(url, null, null)
                    .locations(scripts())
                    .table("drover_schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
            migrated = true;
        } catch (FlywayException e) {
            throw new SQLException(reason(e), e);
        }
    }

    private String[] scripts() {
        String all = "classpath:io/drover/store";
        return url.startsWith("jdbc:mariadb:") ? new String[] {all, "classpath:io/drover/mariadb"} : new String[] {all};
    }

    /** The driver's own words, in one line; Flyway's are many. The deepest cause may have none. */
    private static String reason(Throwable failure) {
        String words = failure.toString();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) words = cause.getMessage();
        }
        return words.lines().findFirst().orElse("no reason");
    }

    @Override
    public void close() {
        if (connection == null) return;
        try {
            connection.close();
        } catch (SQLException e) {
            // it is gone: just what was wanted
        }
        connection = null;
    }
}
