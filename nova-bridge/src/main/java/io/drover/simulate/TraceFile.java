package io.drover.simulate;

import io.drover.cli.CommandFault;
import io.drover.scenario.Recording;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A file of recorded loads: CSV, gzipped or not, with the header {@code vm,t0,t1,…} and a row per server of its name
 * and its mean percentage of its CPUs, 0..100 and kept to hundredths, in each 300 s. With the header {@code vm,vcpus,t0,t1,…}
 * the second column is the server's vCPUs, 1..128; else each has one.
 */
public final class TraceFile {

    private static final Duration INTERVAL = Duration.ofSeconds(300);
    private static final int ROWS_AT_MOST = 100_000;
    private static final int VALUES_AT_MOST = 10_000;
    private static final int VCPUS_AT_MOST = 128;
    /** A name and as many characters per value as a double is printed with, and a comma. */
    private static final int LINE_AT_MOST = 1000 + 25 * VALUES_AT_MOST;

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,18})?([eE][-+]?\\d{1,3})?");

    private final String name;
    private final BufferedReader lines;
    private final List<short[]> rows = new ArrayList<>();
    private final List<Integer> vcpus = new ArrayList<>();
    private int number;

    private TraceFile(String name, BufferedReader lines) {
        this.name = name;
        this.lines = lines;
    }

    /**
     * @throws CommandFault when it is not there or not such a file
     */
    public static Recording read(Path file) {
        try (InputStream in = opened(file)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new TraceFile(file.toString(), lines).read();
        } catch (NoSuchFileException e) {
            throw CommandFault.usage("there is no trace file " + file);
        } catch (IOException e) {
            throw new CommandFault(
                    CommandFault.USAGE,
                    List.of("trace file " + file + " cannot be read: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())),
                    e);
        }
    }

    private static InputStream opened(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            in.mark(2);
            boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return zipped ? new GZIPInputStream(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private Recording read() throws IOException {
        String header = line();
        boolean sized = header != null && header.startsWith("vm,vcpus,t0");
        if (header == null || !(sized || header.startsWith("vm,t0"))) throw wrong("the header is not vm,t0,t1,…");
        int values = header.split(",", -1).length - (sized ? 2 : 1);
        if (values > VALUES_AT_MOST) throw wrong("there are more than " + VALUES_AT_MOST + " values in a row");
        for (String line = line(); line != null; line = line()) {
            if (rows.size() == ROWS_AT_MOST) throw wrong("there are more than " + ROWS_AT_MOST + " servers");
            row(line, values, sized);
        }
        if (rows.isEmpty()) throw wrong("there are no servers");
        return new Recording(name, INTERVAL, rows, vcpus);
    }

    /** The next one, without reading much more than a row can have; null: there is none. */
    private String line() throws IOException {
        number++;
        StringBuilder line = new StringBuilder();
        int next = lines.read();
        if (next < 0) return null;
        for (; next >= 0 && next != '\n'; next = lines.read()) {
            if (line.length() == LINE_AT_MOST) throw wrong("the line is too long");
            if (next != '\r') line.append((char) next);
        }
        return line.toString();
    }

    private void row(String line, int values, boolean sized) {
        String[] cells = line.split(",", -1);
        int first = sized ? 2 : 1;
        if (cells.length != values + first) {
            throw wrong("there are " + Math.max(0, cells.length - first) + " values where the header has " + values);
        }
        short[] shares = new short[values];
        for (int i = 0; i < values; i++) {
            shares[i] = share(cells[i + first]);
        }
        rows.add(shares);
        if (sized) vcpus.add(vcpus(cells[1]));
    }

    private short share(String cell) {
        if (DECIMAL.matcher(cell).matches()) {
            double hundredths = Math.rint(Double.parseDouble(cell) * 100);
            if (hundredths <= Recording.WHOLE) return (short) hundredths;
        }
        throw wrong("\"" + shortened(cell) + "\" is not a percentage of 0..100");
    }

    private int vcpus(String cell) {
        try {
            int value = Integer.parseInt(cell);
            if (value >= 1 && value <= VCPUS_AT_MOST) return value;
        } catch (NumberFormatException e) {
            // told below, as a number that is too large is
        }
        throw wrong("\"" + shortened(cell) + "\" is not a number of vCPUs, 1.." + VCPUS_AT_MOST);
    }

    private static String shortened(String cell) {
        return cell.length() <= 20 ? cell : cell.substring(0, 20) + "…";
    }

    private CommandFault wrong(String what) {
        return CommandFault.usage("trace file " + name + ", line " + number + ": " + what);
    }
}
