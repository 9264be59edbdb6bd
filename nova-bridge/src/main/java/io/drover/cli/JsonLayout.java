package io.drover.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** One object a line, with the keys of oslo.log's JSONFormatter. Those of Python's call sites are null. */
final class JsonLayout implements Function<LogEntry, String> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final long process = ProcessHandle.current().pid();
    private final double started;
    private final String host;

    /**
     * @param host what the machine calls itself
     */
    JsonLayout(String host) {
        this.host = host;
        this.started = System.currentTimeMillis();
    }

    @Override
    public String apply(LogEntry entry) {
        double created = entry.at().toInstant().toEpochMilli();
        String name = entry.logger();
        ObjectNode root = JSON.createObjectNode();
        root.put("message", entry.text()).put("asctime", entry.time()).put("name", name);
        root.put("msg", entry.text()).putArray("args");
        root.put("levelname", entry.level().python).put("levelno", entry.level().number);
        root.putNull("pathname").putNull("filename");
        root.put("module", name.substring(name.lastIndexOf('.') + 1));
        root.putNull("lineno").putNull("funcname");
        root.put("created", created / 1000).put("msecs", (double) entry.millis());
        root.put("relative_created", created - started);
        root.putNull("thread").put("thread_name", entry.thread());
        root.put("process_name", "drover").put("process", process);
        root.put("traceback", entry.trace().isEmpty() ? null : String.join("\n", entry.trace()));
        root.put("hostname", host);
        root.put("error_summary", entry.trace().isEmpty() ? "" : entry.trace().get(0));
        context(root.putObject("context"), entry.requests());
        root.putObject("extra");
        return root + "\n";
    }

    private static void context(ObjectNode context, List<String> requests) {
        if (!requests.isEmpty()) context.put("request_id", requests.get(0));
        if (requests.size() > 1) context.put("global_request_id", requests.get(1));
    }
}
