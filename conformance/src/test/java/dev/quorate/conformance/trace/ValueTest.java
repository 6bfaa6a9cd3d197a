package dev.quorate.conformance.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ValueTest {
    private static final Value ONE = Value.of(1);
    private static final Value TWO = Value.of(2);

    @Provide
    Arbitrary<Value> values() {
        return Values.any();
    }

    @Test
    void setsAreEqualWhateverOrderAndHoweverOften() {
        assertEquals(Value.set(List.of(ONE, TWO)), Value.set(List.of(TWO, ONE, TWO)));
        assertEquals(
                Value.set(List.of(ONE, TWO)).hashCode(),
                Value.set(List.of(TWO, ONE, TWO)).hashCode());
        assertEquals("{1, 2}", Value.set(List.of(TWO, ONE, TWO)).toString());
        assertNotEquals(Value.set(List.of(ONE)), Value.set(List.of(TWO)));
    }

    @Test
    void recordIsAFunctionFromStrings() {
        assertEquals(
                Value.record(Map.of("a", ONE, "b", TWO)),
                Value.function(ImmutableMap.of(Value.of("b"), TWO, Value.of("a"), ONE)));
    }

    @Test
    void recordsAreEqualWhateverTheOrderOfTheFields() {
        assertEquals(
                Value.record(ImmutableMap.of("a", ONE, "b", TWO)), Value.record(ImmutableMap.of("b", TWO, "a", ONE)));
    }

    @Test
    void sequenceIsAFunctionFromOneOn() {
        assertEquals(new Value.Seq(ImmutableList.of(TWO, ONE)), Value.function(ImmutableMap.of(TWO, ONE, ONE, TWO)));
        assertTrue(Value.function(ImmutableMap.of(Value.of(0), ONE)) instanceof Value.Fun);
    }

    @Test
    void emptyFunctionIsOneInAllItsForms() {
        assertEquals(Value.record(Map.of()), Value.function(Map.of()));
        assertEquals(new Value.Seq(ImmutableList.of()), Value.record(Map.of()));
        assertNotEquals(Value.set(List.of()), Value.record(Map.of()));
    }

    @Test
    void kindsAreNeverEqual() {
        assertNotEquals(Value.of("1"), ONE);
        assertNotEquals(Value.of(true), Value.of("TRUE"));
        assertNotEquals(Value.set(List.of(ONE)), new Value.Seq(ImmutableList.of(ONE)));
    }

    @Test
    void stringsAreShownOnOneLineAsInTla() {
        assertEquals("\"a\\\"b\\\\c\\nd\"", Value.of("a\"b\\c\nd").toString());
    }

    @Test
    void valuesAreShownInTlaNotation() {
        assertEquals("<<1, TRUE>>", new Value.Seq(ImmutableList.of(ONE, Value.of(true))).toString());
        assertEquals("[a |-> 1]", Value.record(Map.of("a", ONE)).toString());
        assertEquals(
                "(5 :> 1 @@ 7 :> 2)",
                Value.function(ImmutableMap.of(Value.of(5), ONE, Value.of(7), TWO))
                        .toString());
    }

    @Test
    void numberBeyond32BitsIsNoValue() {
        assertThrows(ArithmeticException.class, () -> Value.of(1L << 31));
    }

    @Property(tries = 300, seed = "1")
    void jsonGivesBackTheValue(@ForAll("values") Value value) {
        assertEquals(value, ValueJson.decode(ValueJson.encode(value)));
    }

    @Property(tries = 300, seed = "2")
    void shownValueIsOneLine(@ForAll("values") Value value) {
        assertEquals(1, value.toString().lines().count());
    }

    @Property(tries = 300, seed = "3")
    void orderAgreesWithEquality(@ForAll("values") Value a, @ForAll("values") Value b) {
        assertEquals(a.equals(b), Value.ORDER.compare(a, b) == 0);
        assertEquals(0, Value.ORDER.compare(a, ValueJson.decode(ValueJson.encode(a))));
    }

    @Property(tries = 300, seed = "4")
    void orderIsAntisymmetric(@ForAll("values") Value a, @ForAll("values") Value b) {
        assertEquals(Integer.signum(Value.ORDER.compare(a, b)), -Integer.signum(Value.ORDER.compare(b, a)));
    }

    @Property(tries = 300, seed = "5")
    void orderIsTransitive(@ForAll("values") Value a, @ForAll("values") Value b, @ForAll("values") Value c) {
        List<Value> sorted = ImmutableList.sortedCopyOf(Value.ORDER, List.of(a, b, c));
        assertTrue(Value.ORDER.compare(sorted.get(0), sorted.get(2)) <= 0);
        assertTrue(Value.ORDER.compare(sorted.get(0), sorted.get(1)) <= 0);
        assertTrue(Value.ORDER.compare(sorted.get(1), sorted.get(2)) <= 0);
    }

    @Property(tries = 200, seed = "6")
    void setHoldsItsElementsAndNoOther(@ForAll("values") Value a, @ForAll("values") Value b) {
        Value.SetOf set = (Value.SetOf) Value.set(List.of(a));
        assertTrue(set.contains(a));
        assertEquals(a.equals(b), set.contains(b));
        assertFalse(set.contains(set));
    }

    @Test
    void jsonThatIsNoOneValueIsRefused() {
        for (String json :
                List.of("", "1 2", "null", "{\"#tuple\":[]}", "{\"#map\":[[1]]}", "{\"#map\":[[1,1],[1,2]]}")) {
            assertThrows(IllegalArgumentException.class, () -> ValueJson.decode(json.getBytes(UTF_8)), json);
        }
    }

    /** As the messages of a run do. A hash that is a sum, as that of a map, falls together for most of these. */
    @Test
    void recordsThatDifferALittleHaveHashesThatDiffer() {
        Set<Integer> hashes = new HashSet<>();
        for (int term = 0; term < 100; term++) {
            for (int n = 0; n < 25; n++) {
                hashes.add(Value.record(ImmutableMap.of(
                                "term", Value.of(term), "from", Value.of("n" + n / 5), "to", Value.of("n" + n % 5)))
                        .hashCode());
            }
        }
        assertEquals(2500, hashes.size());
    }
}
