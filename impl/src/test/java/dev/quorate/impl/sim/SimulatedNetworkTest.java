package dev.quorate.impl.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.FaultPlan.Rates;
import dev.quorate.impl.world.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the network does to messages. */
class SimulatedNetworkTest {
    private static final int MANY = 2000;

    private final Agenda agenda = new Agenda();
    private final Casualties casualties = new Casualties();
    private final List<Message> arrived = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    private SimulatedNetwork network(Rates rates) {
        return new SimulatedNetwork(rates, agenda, Randomness.seeded(1), casualties, message -> {
            arrived.add(message);
            times.add(agenda.micros());
        });
    }

    private static Message message(String from, String to) {
        return new AppendEntriesRequest(1, from, to);
    }

    private List<Long> termsOfMany(Rates rates) {
        SimulatedNetwork network = network(rates);
        for (int term = 1; term <= MANY; term++) {
            network.send(new AppendEntriesRequest(term, "n1", "n2"));
        }
        agenda.runUntil(10_000_000);
        return arrived.stream().map(Message::term).toList();
    }

    @Test
    void messagesArriveWithinTheDelaysAndOvertakeEachOther() {
        List<Long> terms = termsOfMany(new Rates(0, 0, 0, 900, 100, 900));
        assertEquals(MANY, terms.size());
        assertNotEquals(terms.stream().sorted().toList(), terms);
        assertTrue(times.stream().allMatch(time -> time >= 100 && time <= 900));
    }

    @Test
    void someAreLost() {
        int left = termsOfMany(new Rates(250, 0, 0, 900, 100, 900)).size();
        assertTrue(left > MANY * 0.7 && left < MANY * 0.8, () -> left + " arrived");
        assertEquals(ImmutableMap.of("lost", MANY - left), casualties.counts());
    }

    @Test
    void someArriveTwice() {
        int copies = termsOfMany(new Rates(0, 250, 0, 900, 100, 900)).size() - MANY;
        assertTrue(copies > MANY * 0.2 && copies < MANY * 0.3, () -> copies + " copies");
        assertEquals(ImmutableMap.of("duplicated", copies), casualties.counts());
    }

    @Test
    void someAreLate() {
        termsOfMany(new Rates(0, 0, 250, 3_000_000, 100, 900));
        long late = times.stream().filter(time -> time > 900).count();
        assertTrue(late > MANY * 0.2 && late < MANY * 0.3, () -> late + " late");
    }

    @Test
    void oneWayCutLosesWhatIsSentOneWay() {
        SimulatedNetwork network = network(Rates.NONE);
        network.cut(List.of("n1"), List.of("n2", "n3"));
        network.send(message("n1", "n2"));
        network.send(message("n2", "n1"));
        network.send(message("n2", "n3"));
        agenda.runUntil(1_000_000);
        assertEquals(2, arrived.size());
        assertEquals(ImmutableMap.of("lost in a cut", 1), casualties.counts());
    }

    @Test
    void whatWasUnderWayWhenTheCutBeganArrives() {
        SimulatedNetwork network = network(Rates.NONE);
        network.send(message("n1", "n2"));
        network.cut(List.of("n1"), List.of("n2"));
        agenda.runUntil(1_000_000);
        assertEquals(1, arrived.size());
    }

    @Test
    void healingEndsEveryCut() {
        SimulatedNetwork network = network(Rates.NONE);
        network.cut(List.of("n1"), List.of("n2"));
        network.cut(List.of("n2"), List.of("n1"));
        network.heal();
        network.send(message("n1", "n2"));
        network.send(message("n2", "n1"));
        agenda.runUntil(1_000_000);
        assertEquals(2, arrived.size());
    }

    @Test
    void eventsOfOneMomentComeInTheOrderOfEntry() {
        List<Integer> order = new ArrayList<>();
        IntStream.range(0, 100).forEach(n -> agenda.after(5, () -> order.add(n)));
        agenda.runUntil(5);
        assertEquals(IntStream.range(0, 100).boxed().toList(), order);
    }
}
