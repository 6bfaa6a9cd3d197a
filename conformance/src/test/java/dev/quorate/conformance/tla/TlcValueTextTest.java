package dev.quorate.conformance.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlcValueTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "-3 ~ -3",
                "{TRUE, FALSE} ~ {FALSE, TRUE}",
                "3..5 ~ {3, 4, 5}",
                "1..0 ~ {}",
                "s1 ~ \"s1\"",
                "\"a \\\"quoted\\\\ \\n\" ~ \"a \\\"quoted\\\\ \\n\"",
                "<< >> ~ <<>>",
                "<<1, <<\"x\">>>> ~ <<1, <<\"x\">>>>",
                "[ to |-> s1,  from |-> {} ] ~ [to |-> \"s1\", from |-> {}]",
                "(s1 :> 0 @@ s2 :> 1) ~ [s1 |-> 0, s2 |-> 1]",
                "( 1 :> {s1} @@  2 :> (7 :> <<>>) ) ~ <<{\"s1\"}, (7 :> <<>>)>>",
                "{<<1, 2>>, <<>>} ~ {<<>>, <<1, 2>>}",
            })
    void valueIsReadAsTlcPrintsIt(String printed, String value) {
        assertEquals(value, TlcValueText.parse(printed).toString());
    }

    @Test
    void lineEndsInAValueAreSpace() {
        assertEquals(
                "[a |-> {1, 2}]",
                TlcValueText.parse("[ a |->\n    { 1,\n  2 } ]\n\n").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Nat \\ {0}", "[S -> T]", "{1", "1 2", "SUBSET {1}", "1..9999999999", "<<1,>>", "!"})
    void whatIsNoFiniteValueIsRefused(String printed) {
        assertThrows(IllegalArgumentException.class, () -> TlcValueText.parse(printed));
    }
}
