package dev.quorate.conformance.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.TraceText;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationRequest;
import dev.quorate.conformance.tla.Specifications;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a description of a view may say, and how it is told what it may not. */
final class ViewDescriptionTest {
    private static Specification poll;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() throws Exception {
        Value nodes = Value.set(List.of(Value.of("a"), Value.of("b"), Value.of("c")));
        poll = Specifications.load(
                new SpecificationRequest(TraceText.module("Poll"), ImmutableMap.of("Node", nodes), "messages"));
    }

    @AfterAll
    static void close() {
        poll.close();
    }

    private ViewDescription described(String json) throws IOException {
        Files.writeString(folder.resolve("Poll.view.json"), json.replace('\'', '"'));
        return ViewDescription.beside(folder.resolve("Poll.tla"), poll);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'color':{}}                                    | color: not a field of a view",
                "{'colour':{'variable':'hue'}}                   | colour.variable: no such variable as hue",
                "{'colour':{'name':'x'}}                         | colour.variable: missing",
                "{'colour':'weight'}                             | colour: expected an object, found \"weight\"",
                "{'bands':[{'variable':'weight'}]}               | bands[0].value: missing",
                "{'bands':[{'variable':'weight','value':1,'x':1}]} | bands[0].x: not a field of a view",
                "{'bands':['weight']}                            | bands[0]: expected an object, found \"weight\"",
                "{'tally':{'variable':'weight','of':3}}          | tally.of: expected a string, found 3",
                "{'hidden':{'types':[1]}}                        | types: expected strings, found 1",
                "{'faults':['Crash']}                            | faults: no such action as Crash",
                "[]                                              | expected an object",
                "{                                               | Unexpected end-of-input"
            })
    void whatItMayNotSayIsToldByItsField(String json, String problem) {
        ViewException refused = assertThrows(ViewException.class, () -> described(json));
        assertTrue(
                refused.getMessage().startsWith(folder.resolve("Poll.view.json") + ": ")
                        && refused.getMessage().contains(problem),
                refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void messagesSayByItsFieldsWhatTheyAreAndForWhom() throws IOException {
        ViewDescription view = described("{'message':{'type':'kind','to':'dest'},'hidden':{'types':['ping']}}");
        Value ping = Value.record(ImmutableMap.of("kind", Value.of("ping"), "dest", Value.of("b")));
        Value pong = Value.record(ImmutableMap.of("kind", Value.of("pong"), "dest", Value.of("a")));
        assertTrue(view.isHidden(ping));
        assertTrue(!view.isHidden(pong));
        assertEquals(Optional.of(Value.of("pong")), view.type(pong));
        assertEquals(Optional.of(Value.of("a")), view.to(pong));
    }

    @Test
    void withoutOneMessagesSayItByTheUsualFields() throws IOException {
        ViewDescription view = ViewDescription.beside(folder.resolve("Poll.tla"), poll);
        Value message = Value.record(ImmutableMap.of("type", Value.of("ping"), "to", Value.of("b")));
        assertEquals(Optional.of(Value.of("ping")), view.type(message));
        assertEquals(Optional.of(Value.of("b")), view.to(message));
        assertEquals(Optional.empty(), view.type(Value.of(3)));
    }
}
