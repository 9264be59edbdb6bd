package io.drover.audit;

import io.drover.cli.CommandFault;
import io.drover.cli.CommandProvider;
import io.drover.cli.CommandSession;
import io.drover.cli.Flags;
import io.drover.cli.Listing;
import io.drover.cli.Output;
import io.drover.config.Accounts;
import io.drover.config.CloudConfig;
import io.drover.config.Configuration;
import io.drover.config.Options;
import io.drover.journal.JournalDirectories;
import io.drover.journal.JournalReader;
import io.drover.openstack.CloudException;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import io.drover.store.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Joins Drover's decisions, from journals and the measurement store ([measure] connection), with Nova's own list"
                    + " of migrations: the origin of each, and those that only one side has.",
            "origin is drover, operator (no journal at hand tells of it) or drover-only (Nova has no such migration)."
        })
final class AuditCommand implements Callable<Integer> {

    /** Makes {@code drover audit} known to the command line. */
    public static final class Provider implements CommandProvider {

        @Override
        public String name() {
            return "audit";
        }

        @Override
        public Object command(CommandSession session) {
            return new AuditCommand(session);
        }
    }

    private final io.drover.cli.CommandSession session;

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "A journal file, an agent's state directory, or a directory of such; repeatable. Default:"
                    + " state_path.")
    private List<Path> journals = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what changed since then: 2026-01-31, 2026-01-31T12:00:00Z, or 2h for two hours ago.")
    private String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only what was created until then; written as for --since.")
    private String until;

    @Option(names = "--strict", description = "Exit 1 when Drover has a migration that Nova has not.")
    private boolean strict;

    @Mixin
    private Output output;

    AuditCommand(io.drover.cli.CommandSession session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Instant now = Instant.now();
        Optional<Instant> from = Optional.ofNullable(since).map(text -> Flags.instant("--since", text, now));
        Optional<Instant> to = Optional.ofNullable(until).map(text -> Flags.instant("--until", text, now));
        Configuration configuration = session.configuration(Map.of());
        CloudConfig access = CloudConfig.of(configuration, session::warn);
        try {
            List<OrderRecord> claims = claims(configuration);
            NovaRecords records =
                    new NovaRecords(new NovaClient(new Session(Accounts.session(access), InstantSource.system())));
            return print(rows(claims, records, from, to));
        } catch (IOException | CloudException | IllegalArgumentException e) {
            throw new CommandFault(CommandFault.FAILED, List.of(e.getMessage()), e);
        }
    }

    private List<OrderRecord> claims(Configuration configuration) throws IOException {
        OrderRecords claims = new OrderRecords();
        for (Path file : files(configuration)) {
            long damaged = claims.read(file);
            if (damaged > 0) session.warn(damaged + " lines of " + file + " cannot be read");
        }
        configuration.find(Options.CONNECTION).ifPresent(url -> measured(url, claims));
        return claims.all();
    }

    /** A helpful second source: an audit goes on without it. */
    private void measured(String url, OrderRecords claims) {
        try {
            Archive.migrations(url, Instant.EPOCH).forEach(claims::add);
        } catch (SQLException e) {
            session.warn(e.getMessage());
        }
    }

    private List<Path> files(Configuration configuration) throws IOException {
        List<Path> files = new ArrayList<>();
        if (journals.isEmpty()) {
            Path own = configuration.get(Options.STATE_PATH);
            if (Files.isDirectory(own)) files.addAll(journals(own));
            if (files.isEmpty()) session.warn("there is no journal in " + own + ": name the agents' by --journal");
        }
        for (Path journal : journals) {
            Path path = session.environment().directory().resolve(journal);
            if (Files.isRegularFile(path)) files.add(path);
            else for (Path directory : JournalDirectories.in(path)) files.addAll(journals(directory));
        }
        return files;
    }

    /** The journal first: it tells more. */
    private static List<Path> journals(Path directory) throws IOException {
        List<Path> files = new ArrayList<>(JournalReader.files(directory));
        files.addAll(JournalReader.orders(directory));
        return files;
    }

    /** What only Drover has is judged by all of Nova's rows that it could be: the span is cut afterwards. */
    private static List<AuditRow> rows(
            List<OrderRecord> claims, NovaRecords records, Optional<Instant> since, Optional<Instant> until) {
        return Matching.rows(records.migrations(since, until), claims).stream()
                .filter(row -> row.nova().isPresent() || within(row.createdAt(), since, until))
                .map(row -> row.with(row.nova().flatMap(records::request)))
                .toList();
    }

    private static boolean within(Instant at, Optional<Instant> since, Optional<Instant> until) {
        return (since.isEmpty() || !at.isBefore(since.get())) && (until.isEmpty() || !at.isAfter(until.get()));
    }

    private int print(List<AuditRow> rows) {
        output.list(
                new Listing(AuditRow.COLUMNS, rows.stream().map(AuditRow::cells).toList()), session.out());
        session.out().flush();
        long lost = count(rows, AuditRow.Origin.DROVER_ONLY);
        session.err()
                .println(rows.size() + " migrations: " + count(rows, AuditRow.Origin.DROVER) + " by Drover, "
                        + count(rows, AuditRow.Origin.OPERATOR) + " by operators, " + lost
                        + " that Nova does not have");
        return strict && lost > 0 ? CommandFault.FAILED : 0;
    }

    private static long count(List<AuditRow> rows, AuditRow.Origin origin) {
        return rows.stream().filter(row -> row.origin() == origin).count();
    }
}
