package dev.quorate.impl.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TlcExport;
import dev.quorate.impl.conformance.PlainTlc.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specifications that are not Raft's: messages, values and layouts of other shapes. */
final class ExportOfAnySpecificationTest {
    /** Every kind of value; a range and an initial formula over several lines; an operator that the .cfg replaces. */
    private static final String POST = """
            ---- MODULE Post ----
            EXTENDS Integers, Sequences
            CONSTANTS Node, Bag
            VARIABLES weight, box, clock, wire
            vars == <<weight, box, clock, wire>>
            Limit == 100
            Five == 5
            Tell(k, n) ==
                /\\ k < Limit
                /\\ wire' = wire \\cup {<<n, Bag[k]>>}
                /\\ clock' = clock + 1
                /\\ UNCHANGED <<weight, box>>
            Hear(n, m) == /\\ box' = [box EXCEPT ![n] = Append(@, m[2])]
                          /\\ clock' = clock + 1
                          /\\ UNCHANGED <<weight, wire>>
            Next == \\/ \\E n \\in Node,
                           k \\in {j \\in DOMAIN Bag :
                                 \\/ j > 0
                                 \\/ j < 0} : Tell(k, n)
                    \\/ \\E m \\in wire, n \\in Node : Hear(n, m)
            Spec == /\\ weight \\in [Node -> Int]
                    /\\ \\A n \\in Node :
                      \\/ weight[n] > 0
                      \\/ weight[n] < 0
                    /\\ box = [n \\in Node |-> <<>>]
                    /\\ clock = 0 /\\ wire = {}
                    /\\ [][Next]_vars
            Some == <>(wire # {})
            ====
            """;

    private static final String POST_HEADER = """
            {'format':'quorate-trace','version':1,'specification':'Post','sha256':'',\
            'constants':{'Node':{'#set':['a','b']},'Bag':{'#map':[[-3,{'IN':'q\\"\\\\b\\n\\t','f':{'#set':[-1,2]}}],\
            [0,[]],[4,[[true]]],[7,[]]]}},\
            'init':{'a':{'weight':-9},'b':{'weight':1}},'network':'wire'}
            """;

    private static final String GIFT = "{'IN':'q\\\"\\\\b\\n\\t','f':{'#set':[2,-1]}}";

    /** An action counts what is in the network. */
    private static final String CENSUS = """
            ---- MODULE Census ----
            EXTENDS Naturals, FiniteSets
            CONSTANT Node
            VARIABLES seen, messages
            vars == <<seen, messages>>
            Init == seen = [n \\in Node |-> 0] /\\ messages = {}
            Tell(n) == messages' = messages \\cup {n} /\\ UNCHANGED seen
            Count(n) == seen' = [seen EXCEPT ![n] = Cardinality(messages)] /\\ UNCHANGED messages
            Next == \\E n \\in Node : Tell(n) \\/ Count(n)
            Spec == Init /\\ [][Next]_vars
            ====
            """;

    private static final String CENSUS_HEADER = """
            {'format':'quorate-trace','version':1,'specification':'Census','sha256':'',\
            'constants':{'Node':{'#set':['a','b']}},'init':{'a':{},'b':{}},'network':'messages'}
            """;

    @TempDir
    Path work;

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String line(int seq, String node, String action, String params, String state, String sent) {
        return "{'seq':%d,'node':'%s','action':'%s','params':%s,'state':%s,'sent':%s}\n"
                .formatted(seq, node, action, params, state, sent);
    }

    private SpecificationShelf shelf(String name, String module, String config) throws IOException {
        Files.writeString(work.resolve(name + ".cfg"), "SPECIFICATION Spec\n" + config);
        return new SpecificationShelf(Files.writeString(work.resolve(name + ".tla"), module));
    }

    /** A trace, exported, that this program answers so. */
    private Question question(SpecificationShelf shelf, String answer, String header, String... lines)
            throws Exception {
        String trace = json(header + String.join("", lines));
        Path folder = Files.createTempDirectory(work, "trace");
        TlcExport export = TlcExport.write(Files.writeString(folder.resolve("trace.ndjson"), trace), shelf, folder);
        assertEquals(answer, PlainTlc.expected(export), trace);
        return new Question(trace, export);
    }

    @Test
    void plainTlcAgreesOnMessagesThatAreOnlyAdded() throws Exception {
        String hear = "{'n':'b','m':['a'," + GIFT + "]}";
        String told = line(1, "a", "Tell", "{'n':'a','k':-3}", "{}", "[['a'," + GIFT + "]]");
        String heard = line(1, "b", "Hear", hear, "{'box':[" + GIFT + "]}", "[]");
        String otherHeard = heard.replace("[2,-1]}}]", "[2,-2]}}]");
        String again = line(2, "a", "Tell", "{'n':'a','k':-3}", "{}", "[['a'," + GIFT + "]]");
        String heardAgain = line(2, "b", "Hear", hear, "{'box':[" + GIFT + "," + GIFT + "]}", "[]");
        String notSentAgain = line(2, "a", "Tell", "{'n':'a','k':-3}", "{}", "[]");
        String beyondTheLimit = line(2, "a", "Tell", "{'n':'a','k':7}", "{}", "[['a',[]]]");
        String outOfRange = line(2, "a", "Tell", "{'n':'a','k':0}", "{}", "[['a',[]]]");
        try (SpecificationShelf post = shelf("Post", POST, "CONSTANT Limit <- Five\nPROPERTY Some\n")) {
            PlainTlc.assertAgrees(List.of(
                    question(post, "every line allowed, 5 states", POST_HEADER, told, heard, again, heardAgain),
                    question(post, "line 3 is not allowed", POST_HEADER, told, otherHeard),
                    question(post, "line 4 is not allowed", POST_HEADER, told, heard, notSentAgain),
                    question(post, "line 3 is not allowed", POST_HEADER, told, beyondTheLimit),
                    question(post, "line 3 is not allowed", POST_HEADER, told, outOfRange)));
        }
    }

    /** Then a message that is sent again does not show, and is not asked for. */
    @Test
    void plainTlcAgreesWhereAnActionReadsAllMessages() throws Exception {
        String told = line(1, "a", "Tell", "{'n':'a'}", "{}", "['a']");
        String again = line(2, "a", "Tell", "{'n':'a'}", "{}", "[]");
        String counted = line(1, "b", "Count", "{'n':'b'}", "{'seen':1}", "[]");
        String notSent = line(1, "b", "Tell", "{'n':'b'}", "{}", "[]");
        try (SpecificationShelf census = shelf("Census", CENSUS, "")) {
            PlainTlc.assertAgrees(List.of(
                    question(census, "every line allowed, 4 states", CENSUS_HEADER, told, again, counted),
                    question(census, "line 3 is not allowed", CENSUS_HEADER, told, notSent)));
        }
    }
}
