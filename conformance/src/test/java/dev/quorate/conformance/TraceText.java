package dev.quorate.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import java.io.ByteArrayInputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A trace as its text, put together line by line; JSON is written with single quotes for the reader's eye. */
public final class TraceText {
    public static final String FILE = "poll.ndjson";

    /** Of the module Poll, with a heavy node b. */
    public static final String POLL = """
            {'format':'quorate-trace','version':1,'specification':'Poll','sha256':'',\
            'constants':{'Node':{'#set':['a','b','c']}},\
            'init':{'a':{'weight':1},'b':{'weight':9},'c':{'weight':0}},'network':'messages'}""";

    private final StringBuilder text = new StringBuilder();
    private final Map<String, Integer> seq = new HashMap<>();

    private TraceText() {}

    /** A trace with this header line. */
    public static TraceText of(String header) {
        return new TraceText().line(header);
    }

    /** Adds a line as it is. */
    public TraceText line(String json) {
        text.append(json.replace('\'', '"')).append('\n');
        return this;
    }

    /** Adds the next step of a node. */
    public TraceText step(String node, String action, String params, String state, String sent) {
        return line("{'seq':%d,'node':'%s','action':'%s','params':%s,'state':%s,'sent':%s}"
                .formatted(seq.merge(node, 1, Integer::sum), node, action, params, state, sent));
    }

    public byte[] bytes() {
        return text.toString().getBytes(UTF_8);
    }

    public TraceReader read() throws TraceException {
        return read(bytes());
    }

    public static TraceReader read(byte[] bytes) throws TraceException {
        return new TraceReader(FILE, new ByteArrayInputStream(bytes));
    }

    /** The file of a specification among the test resources. */
    public static Path module(String name) {
        try {
            return Path.of(
                    TraceText.class.getResource("/specs/" + name + ".tla").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
