package dev.quorate.conformance.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON Schema of a line, asked by a validator that knows nothing of this project. */
public final class LineSchema {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text());

    private LineSchema() {}

    static String text() {
        try {
            return Resources.toString(Resources.getResource(LineSchema.class, "trace.schema.json"), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the schema says against a line that is JSON; nothing if it has the form. */
    public static List<String> problems(String line) {
        return SCHEMA.validate(line, InputFormat.JSON).stream()
                .map(problem -> problem.getInstanceLocation() + ": " + problem.getMessage())
                .toList();
    }
}
