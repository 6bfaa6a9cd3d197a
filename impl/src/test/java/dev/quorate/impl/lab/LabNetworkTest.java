package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Strings;
import dev.quorate.impl.time.VirtualTime;
import dev.quorate.impl.world.CallRates;
import dev.quorate.impl.world.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The course's own tests of its network, and more, in virtual time. */
class LabNetworkTest {
    private static final long SECOND = 1_000_000;

    private final VirtualTime time = new VirtualTime();
    private final LabNetwork network = new LabNetwork(time, Randomness.seeded(7), Wire.UNWATCHED);
    private final Echo echo = new Echo();
    private ClientEnd end;

    record Line(String text) {}

    /** Answers everything; handlers that wait do so in the network's time. */
    public final class Echo {
        private final List<Line> handled = new ArrayList<>();

        /** The same text. */
        public Line echo(Line line) {
            handled.add(line);
            return line;
        }

        /** After 20 s. */
        public Line hang(Line line) {
            time.sleep(20 * SECOND);
            return line;
        }

        /** Throws, as long as nothing was handled. */
        public Line broken(Line line) {
            if (handled.isEmpty()) {
                throw new IllegalStateException("broken " + line.text);
            }
            return line;
        }

        /** As one that is dead. */
        public Optional<Line> dead(Line line) {
            return Optional.empty();
        }
    }

    @BeforeEach
    void connectOneEnd() {
        network.addServer("server", Handlers.of("server", echo, time));
        end = network.makeEnd("end", "client");
        network.connect("end", "server");
    }

    @AfterEach
    void close() {
        network.close();
        time.close();
    }

    private ClientEnd enabledEnd(String name) {
        ClientEnd more = network.makeEnd(name, "client");
        network.connect(name, "server");
        network.enable(name, true);
        return more;
    }

    private Optional<Line> call(String text) {
        return end.call("echo", new Line(text), Line.class);
    }

    @Test
    void aCallOverAnEnabledEndIsAnsweredAtOnce() {
        network.enable("end", true);
        assertEquals(Optional.of(new Line("hello")), call("hello"));
        assertTrue(time.micros() <= 2, () -> "it took " + time.micros() + " microseconds");
    }

    @Test
    void aDisabledEndGivesNoReplyAndEnablingItFixesThat() {
        assertEquals(Optional.empty(), call("1"));
        assertTrue(time.micros() < 100_000);
        network.enable("end", true);
        assertEquals(Optional.of(new Line("2")), call("2"));
        assertEquals(List.of(new Line("2")), echo.handled);
    }

    @Test
    void ofAHundredThousandCallsEachIsAnsweredOnce() {
        network.addServer("server", Handlers.ofQuick("server", echo));
        network.enable("end", true);
        for (int n = 0; n < 100_000; n++) {
            assertTrue(call("x").isPresent());
        }
        assertEquals(100_000, network.getCount("server"));
        assertEquals(100_000, echo.handled.size());
    }

    @Test
    void anEndThatLeadsToNoServerGivesNoReply() {
        network.enable("end", true);
        network.deleteServer("server");
        assertEquals(Optional.empty(), call("1"));
        assertEquals(List.of(), echo.handled);
    }

    @Test
    void longDelaysKeepTheCallerOfADeadEndUpToSevenSeconds() {
        network.rates(CallRates.CLASSIC.withLongDelays());
        long longest = 0;
        for (int n = 0; n < 100; n++) {
            long begin = time.micros();
            assertEquals(Optional.empty(), call("1"));
            longest = Math.max(longest, time.micros() - begin);
        }
        assertTrue(longest > 6 * SECOND && longest < 7 * SECOND, "longest of 100: " + longest);
    }

    @Test
    void callsThatAreStuckInADeadEndDelayNobodyAndNeverArrive() {
        network.rates(CallRates.CLASSIC.withLongDelays());
        List<CompletableFuture<Optional<Line>>> stuck = IntStream.range(0, 20)
                .mapToObj(i -> end.send("echo", new Line("stuck"), Line.class))
                .toList();
        network.enable("end", true);
        long begin = time.micros();
        assertTrue(call("new").isPresent());
        assertTrue(time.micros() - begin < 30_000);
        time.sleep(7 * SECOND);
        stuck.forEach(call -> assertEquals(Optional.empty(), call.join()));
        assertEquals(List.of(new Line("new")), echo.handled);
    }

    @Test
    void countsAreExact() {
        network.enable("end", true);
        IntStream.range(0, 17).forEach(i -> call("x"));
        assertEquals(17, network.getCount("server"));
        network.enable("end", false);
        call("x");
        assertEquals(17, network.getCount("server"), "a dead end reaches no server");
        assertEquals(18, network.getTotalCount());
        assertThrows(IllegalArgumentException.class, () -> network.getCount("nobody"));
    }

    @Test
    void bytesAreThoseOfRequestsAndOfRepliesThatArrive() {
        IntStream.range(0, 17).forEach(i -> call(Strings.repeat("q", 284)));
        long ofRequests = network.getTotalBytes();
        assertTrue(ofRequests >= 17 * 284 && ofRequests <= 6_000, "17 requests of 284 characters: " + ofRequests);
        network.enable("end", true);
        IntStream.range(0, 17).forEach(i -> call(Strings.repeat("r", 107)));
        long ofReplies = (network.getTotalBytes() - ofRequests) / 2;
        assertTrue(ofReplies >= 1_800 && ofReplies <= 2_500, "17 replies of 107 characters: " + ofReplies);
    }

    @Test
    void twentyClientsAreAllAnsweredCorrectly() {
        AtomicInteger answered = new AtomicInteger();
        for (int client = 0; client < 20; client++) {
            ClientEnd own = enabledEnd("client " + client);
            String text = "from " + client + ", ";
            time.start("client", () -> {
                for (int n = 0; n < 10; n++) {
                    Line line = new Line(text + n);
                    assertEquals(Optional.of(line), own.call("echo", line, Line.class));
                    answered.incrementAndGet();
                }
            });
        }
        time.sleep(SECOND);
        assertEquals(List.of(), time.failures());
        assertEquals(200, answered.get());
        assertEquals(200, network.getCount("server"));
    }

    @Test
    void anUnreliableNetworkLosesOneRequestInTenAndOneReplyInTen() {
        network.rates(CallRates.CLASSIC.unreliable());
        network.enable("end", true);
        int calls = 3_000;
        List<CompletableFuture<Optional<Line>>> all = IntStream.range(0, calls)
                .mapToObj(i -> end.send("echo", new Line("x"), Line.class))
                .toList();
        time.sleep(26_001);
        long answered = all.stream().filter(call -> call.join().isPresent()).count();
        assertEquals(0.90, echo.handled.size() / (double) calls, 0.02);
        assertEquals(0.81, answered / (double) calls, 0.03);
    }

    @Test
    void longReorderingHoldsTwoRepliesInThreeFor200To2200Milliseconds() {
        network.rates(CallRates.CLASSIC.withLongReordering());
        network.enable("end", true);
        int calls = 3_000;
        List<Long> times = new ArrayList<>();
        for (int n = 0; n < calls; n++) {
            var unused = end.send("echo", new Line("x"), Line.class).thenAccept(reply -> times.add(time.micros()));
        }
        time.sleep(3 * SECOND);
        assertEquals(calls, times.size());
        List<Long> held = times.stream().filter(at -> at > 1_000).toList();
        assertEquals(2.0 / 3, held.size() / (double) calls, 0.03);
        assertTrue(held.stream().allMatch(at -> at >= 200_000 && at <= 2_200_000));
        long early = held.stream().filter(at -> at < 700_000).count();
        assertTrue(early > held.size() / 2, "short delays are more frequent than long ones");
    }

    @Test
    void twentyCallsOnOneEndRunAtTheSameTime() {
        network.enable("end", true);
        List<CompletableFuture<Optional<Line>>> calls = IntStream.range(0, 20)
                .mapToObj(i -> end.send("hang", new Line("" + i), Line.class))
                .toList();
        time.sleep(20 * SECOND + 10);
        assertTrue(calls.stream().allMatch(call -> call.join().isPresent()));
    }

    @Test
    void objectsAreNotShared() {
        network.enable("end", true);
        Line mine = new Line("mine");
        Line reply = end.call("echo", mine, Line.class).orElseThrow();
        assertEquals(mine, reply);
        assertNotSame(mine, reply);
        assertNotSame(mine, echo.handled.get(0));
        assertNotSame(reply, echo.handled.get(0));
    }

    @Test
    void aCallToAHangingHandlerIsLostWhenItsServerIsDeleted() {
        assertLostDuring(() -> network.deleteServer("server"));
    }

    @Test
    void aCallToAHangingHandlerIsLostWhenItsServerIsReplaced() {
        assertLostDuring(() -> network.addServer("server", Handlers.of("server", new Echo(), time)));
    }

    @Test
    void aCallToAHangingHandlerIsLostWhenItsEndIsDisabled() {
        assertLostDuring(() -> network.enable("end", false));
    }

    private void assertLostDuring(Runnable event) {
        network.enable("end", true);
        CompletableFuture<Optional<Line>> call = end.send("hang", new Line("x"), Line.class);
        time.sleep(SECOND);
        assertFalse(call.isDone());
        long before = network.getTotalBytes();
        event.run();
        time.sleep(100_000);
        assertEquals(Optional.empty(), call.join());
        time.sleep(20 * SECOND);
        assertEquals(before, network.getTotalBytes(), "the reply was suppressed");
    }

    @Test
    void aHandlerThatThrowsIsItsServersFault() {
        network.enable("end", true);
        assertEquals(Optional.empty(), end.call("broken", new Line("x"), Line.class));
        String failure = network.failures().get(0);
        assertTrue(
                failure.startsWith(
                        "server.broken threw java.lang.IllegalStateException: broken x at LabNetworkTest.java:"),
                failure);
    }

    @Test
    void aDeadServerDoesNotAnswer() {
        network.enable("end", true);
        assertEquals(Optional.empty(), end.call("dead", new Line("x"), Line.class));
        assertEquals(List.of(), network.failures());
    }

    @Test
    void anUnknownMethodIsToldWithTheKnownOnes() {
        network.enable("end", true);
        assertEquals(Optional.empty(), end.call("ecco", new Line("x"), Line.class));
        assertEquals(List.of("server has no handler \"ecco\"; it has [broken, dead, echo, hang]"), network.failures());
    }

    @Test
    void aCutLosesOneDirectionOnly() {
        network.enable("end", true);
        network.cut("server", "client");
        assertEquals(Optional.empty(), call("handled, but not answered"));
        assertEquals(1, echo.handled.size());
        network.heal();
        network.cut("client", "server");
        assertEquals(Optional.empty(), call("not handled"));
        assertEquals(1, echo.handled.size());
        network.heal();
        assertTrue(call("both").isPresent());
    }

    @Test
    void theNetworkPlusDeliversSomeRequestsTwiceAndSomeLate() {
        network.rates(CallRates.PLUS);
        network.enable("end", true);
        List<CompletableFuture<Optional<Line>>> all = IntStream.range(0, 1_000)
                .mapToObj(i -> end.send("echo", new Line("" + i), Line.class))
                .toList();
        time.sleep(26_001);
        long early = echo.handled.size();
        time.sleep(15 * SECOND);
        long late = echo.handled.size() - early;
        long twice = echo.handled.size() - echo.handled.stream().distinct().count();
        assertTrue(late > 20 && late < 100, "late: " + late);
        assertTrue(twice > 60 && twice < 140, "twice: " + twice);
        assertTrue(all.stream().allMatch(CompletableFuture::isDone));
    }

    @Test
    void aNameOfAnEndIsUsedOnceUntilItIsDeleted() {
        assertThrows(IllegalArgumentException.class, () -> network.makeEnd("end", "client"));
        network.deleteEnd("end");
        network.makeEnd("end", "client");
    }

    @Test
    void callsAfterTheEndAreLost() {
        network.enable("end", true);
        network.close();
        assertEquals(Optional.empty(), call("x"));
    }
}
