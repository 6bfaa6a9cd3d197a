package dev.quorate.conformance.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON Schema of a line, asked by a validator that knows nothing of this project. */
public final class LineSchema {
    private static final SchemaRegistry DRAFT = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = DRAFT.getSchema(text());

    private LineSchema() {}

    private static String text() {
        try {
            return Resources.toString(Resources.getResource(LineSchema.class, "trace.schema.json"), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the draft says against the schema. */
    static List<String> ownProblems() {
        return problems(DRAFT.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId())), text());
    }

    /** What the schema says against a line that is JSON; nothing if it has the form. */
    public static List<String> problems(String line) {
        return problems(SCHEMA, line);
    }

    private static List<String> problems(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(problem -> problem.getInstanceLocation() + ": " + problem.getMessage())
                .toList();
    }
}
