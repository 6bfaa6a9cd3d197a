package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.world.Randomness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LabNetworkTest {
    private final LabNetwork network = new LabNetwork(Randomness.seeded(7));
    private final ConcurrentLinkedQueue<Message> handled = new ConcurrentLinkedQueue<>();
    private ClientEnd end;

    @BeforeEach
    void connectOneEnd() {
        network.addServer("server", this::echo);
        end = network.makeEnd("end");
        network.connect("end", "server");
    }

    @AfterEach
    void close() {
        network.close();
    }

    private Optional<Message> echo(Message request) {
        handled.add(request);
        return Optional.of(answer(request));
    }

    private static Message request(int term) {
        return new AppendEntriesRequest(term, "n1", "n2");
    }

    private static Message answer(Message request) {
        return new AppendEntriesResponse(request.term(), request.to(), request.from(), true);
    }

    @Test
    void aCallOverAnEnabledEndIsAnswered() {
        network.enable("end", true);
        assertEquals(Optional.of(answer(request(3))), end.call(request(3)).join());
        assertEquals(List.of(request(3)), List.copyOf(handled));
    }

    @Test
    void aDisabledEndGivesNoReplyAndEnablingItFixesThat() {
        assertEquals(Optional.empty(), end.call(request(1)).join());
        network.enable("end", true);
        assertTrue(end.call(request(2)).join().isPresent());
        assertEquals(List.of(request(2)), List.copyOf(handled));
    }

    @Test
    void anEndThatLeadsToNoServerGivesNoReply() {
        network.enable("end", true);
        network.deleteServer("server");
        assertEquals(Optional.empty(), end.call(request(1)).join());
        assertTrue(handled.isEmpty());
    }

    @Test
    void callsThatAreStuckInADeadEndDelayNobodyAndNeverArrive() throws Exception {
        network.deadEnds(LabNetwork.DeadEnd.LONG);
        List<CompletableFuture<Optional<Message>>> stuck =
                IntStream.range(0, 20).mapToObj(i -> end.call(request(i))).toList();
        network.enable("end", true);
        assertTrue(end.call(request(100)).get(1, TimeUnit.SECONDS).isPresent());
        assertTrue(
                stuck.stream().anyMatch(call -> !call.isDone()), "twenty dead ends of up to 7 s, all over within one");
        network.close();
        stuck.forEach(call -> assertEquals(Optional.empty(), call.join()));
        assertEquals(List.of(request(100)), List.copyOf(handled));
    }

    @Test
    void countsAreExact() {
        network.enable("end", true);
        for (int i = 0; i < 17; i++) {
            end.call(request(i)).join();
        }
        assertEquals(17, network.getCount("server"));
        network.enable("end", false);
        end.call(request(17)).join();
        assertEquals(17, network.getCount("server"), "a dead end reaches no server");
        assertEquals(18, network.getTotalCount());
    }

    @Test
    void bytesAreThoseOfRequestsAndOfRepliesThatArrive() {
        end.call(request(1)).join();
        long ofRequest = network.getTotalBytes();
        network.enable("end", true);
        end.call(request(1)).join();
        long ofReply = network.getTotalBytes() - 2 * ofRequest;
        assertEquals(
                "{\"type\":\"AppendEntriesRequest\",\"term\":1,\"from\":\"n1\",\"to\":\"n2\"}".length(), ofRequest);
        assertEquals(
                "{\"type\":\"AppendEntriesResponse\",\"term\":1,\"from\":\"n2\",\"to\":\"n1\",\"success\":true}"
                        .length(),
                ofReply);
    }

    @Test
    void twentyCallsOnOneEndRunAtTheSameTime() {
        CyclicBarrier allHere = new CyclicBarrier(20);
        network.addServer("server", request -> {
            meet(allHere);
            return Optional.of(answer(request));
        });
        network.enable("end", true);
        List<CompletableFuture<Optional<Message>>> calls =
                IntStream.range(0, 20).mapToObj(i -> end.call(request(i))).toList();
        IntStream.range(0, 20)
                .forEach(i -> assertEquals(
                        Optional.of(answer(request(i))), calls.get(i).join()));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void objectsAreNotShared() {
        network.enable("end", true);
        Message mine = request(1);
        Message theirs = answer(mine);
        network.addServer("server", request -> {
            handled.add(request);
            return Optional.of(theirs);
        });
        Message reply = end.call(mine).join().orElseThrow();
        assertEquals(mine, handled.element());
        assertNotSame(mine, handled.element());
        assertEquals(theirs, reply);
        assertNotSame(theirs, reply);
    }

    @Test
    void aCallUnderWayIsLostWhenItsServerIsDeleted() {
        assertLostDuring(() -> network.deleteServer("server"));
    }

    @Test
    void aCallUnderWayIsLostWhenItsServerIsReplaced() {
        assertLostDuring(() -> network.addServer("server", this::echo));
    }

    @Test
    void aCallUnderWayIsLostWhenItsEndIsDisabled() {
        assertLostDuring(() -> network.enable("end", false));
    }

    /** The handler runs until the call was reported lost: so it is lost while the handler runs, and at once. */
    private void assertLostDuring(Runnable event) {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch lost = new CountDownLatch(1);
        network.addServer("server", request -> {
            running.countDown();
            boolean unused = Uninterruptibles.awaitUninterruptibly(lost, Duration.ofSeconds(5));
            return Optional.of(answer(request));
        });
        network.enable("end", true);
        CompletableFuture<Optional<Message>> call = end.call(request(1));
        Uninterruptibles.awaitUninterruptibly(running);
        assertFalse(call.isDone());
        long before = network.getTotalBytes();
        event.run();
        assertEquals(Optional.empty(), call.join());
        lost.countDown();
        network.close();
        assertEquals(before, network.getTotalBytes(), "the reply was suppressed");
    }

    @Test
    void aHandlerThatThrowsFailsItsCall() {
        network.addServer("server", request -> {
            throw new IllegalStateException("broken");
        });
        network.enable("end", true);
        assertThrows(RuntimeException.class, () -> end.call(request(1)).join());
    }

    @Test
    void aNameOfAnEndIsUsedOnce() {
        assertThrows(IllegalArgumentException.class, () -> network.makeEnd("end"));
    }

    @Test
    void noThreadOutlivesTheNetwork() {
        network.enable("end", true);
        end.call(request(1)).join();
        assertFalse(LabFixtures.threads().isEmpty());
        network.close();
        assertEquals(ImmutableSet.of(), LabFixtures.threads());
        assertEquals(Optional.empty(), end.call(request(1)).join(), "a call after the end is lost");
    }
}
