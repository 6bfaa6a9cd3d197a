package dev.quorate.impl.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.Resources;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.quorate.conformance.trace.TraceReader;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a simulation writes, held against the schema that other programs are given. */
final class TraceFormTest {
    @Test
    void everyLineOfARunHasTheForm() throws Exception {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Resources.toString(Resources.getResource(TraceReader.class, "trace.schema.json"), UTF_8));
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        Simulation.run(SimulationPlan.drawn(1, 3, 10), "", trace);
        List<String> lines = trace.toString(UTF_8).lines().toList();
        assertTrue(lines.size() > 100, "too short a run to mean anything");
        for (String line : lines) {
            assertEquals(List.of(), schema.validate(line, InputFormat.JSON), line);
        }
    }
}
