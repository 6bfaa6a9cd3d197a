package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.history.History;
import dev.quorate.conformance.history.HistoryReader;
import dev.quorate.conformance.history.ListAppend;
import dev.quorate.conformance.history.Model;
import dev.quorate.conformance.history.OperationType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theHistoryOfWhoLedIsWrittenAndCanBeRead() throws Exception {
        Path history = folder.resolve("leaders").resolve("of-seed-1.edn");
        PrintWriter out = new PrintWriter(new StringWriter());
        int exitCode = Quorate.run(
                out,
                new PrintWriter(System.err, true, UTF_8),
                "simulate",
                "--seconds",
                "10",
                "--out",
                folder.resolve("trace.ndjson").toString(),
                "--history",
                history.toString());
        assertEquals(0, exitCode);
        assertTrue(Files.readString(history).startsWith("{:type :invoke, :f :txn, :value [[:r 1 nil] [:append 1 \"n"));
        History read = HistoryReader.read(history);
        assertTrue(read.count(OperationType.OK) > 10);
        assertEquals(
                ImmutableList.of(),
                ListAppend.check(read, Model.STRICT_SERIALIZABLE).anomalies());
    }
}
