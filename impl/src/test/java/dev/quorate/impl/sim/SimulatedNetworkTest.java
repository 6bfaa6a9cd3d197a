package dev.quorate.impl.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.Fault.Kind;
import dev.quorate.impl.world.FaultPlan.Rates;
import dev.quorate.impl.world.MessageRates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the network does to messages. */
class SimulatedNetworkTest {
    private static final int MANY = 2000;
    private static final ImmutableSortedSet<String> FIVE = ImmutableSortedSet.of("n1", "n2", "n3", "n4", "n5");

    private final Agenda agenda = new Agenda();
    private final Casualties casualties = new Casualties();
    private final List<Message> arrived = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    private SimulatedNetwork network(MessageRates rates) {
        return new SimulatedNetwork(FIVE, rates, 1, agenda, casualties, message -> {
            arrived.add(message);
            times.add(agenda.micros());
        });
    }

    private static Message message(String from, String to) {
        return new AppendEntriesRequest(1, from, to);
    }

    private List<Long> termsOfManyRequests(Rates requests) {
        return termsOfMany(new MessageRates(requests, Rates.NONE, 0, 1));
    }

    private List<Long> termsOfMany(MessageRates rates) {
        SimulatedNetwork network = network(rates);
        for (int term = 1; term <= MANY; term++) {
            network.send(new AppendEntriesRequest(term, "n1", "n2"));
        }
        agenda.runUntil(10_000_000);
        return arrived.stream().map(Message::term).toList();
    }

    private static List<Long> inOrder(List<Long> terms) {
        return terms.stream().sorted().toList();
    }

    @Test
    void messagesArriveInOrderAndWithinTheDelays() {
        List<Long> terms = termsOfManyRequests(new Rates(0, 0, 0, 900, 100, 900));
        assertEquals(MANY, terms.size());
        assertEquals(inOrder(terms), terms);
        assertTrue(times.stream().allMatch(time -> time >= 100 && time <= 900));
    }

    @Test
    void messagesThatAreHeldAreOvertaken() {
        List<Long> terms = termsOfMany(new MessageRates(Rates.NONE, Rates.NONE, 250, 50_000));
        assertEquals(MANY, terms.size());
        assertNotEquals(inOrder(terms), terms);
        int overtaken = casualties.counts().get("reordering");
        assertTrue(overtaken > MANY * 0.2 && overtaken < MANY * 0.3, () -> overtaken + " overtaken");
    }

    @Test
    void someRequestsAreLost() {
        int left = termsOfManyRequests(new Rates(250, 0, 0, 900, 100, 900)).size();
        assertTrue(left > MANY * 0.7 && left < MANY * 0.8, () -> left + " arrived");
        assertEquals(ImmutableMap.of("request loss", MANY - left), casualties.counts());
    }

    @Test
    void repliesAreLostAtTheirOwnRate() {
        SimulatedNetwork network = network(new MessageRates(Rates.NONE, new Rates(1000, 0, 0, 900, 100, 900), 0, 1));
        network.send(new AppendEntriesResponse(1, "n1", "n2", true));
        network.send(new RequestVoteResponse(1, "n1", "n2", true));
        network.send(message("n1", "n2"));
        agenda.runUntil(1_000_000);
        assertEquals(List.of(message("n1", "n2")), arrived);
        assertEquals(ImmutableMap.of("reply loss", 2), casualties.counts());
    }

    @Test
    void someArriveTwice() {
        int copies = termsOfManyRequests(new Rates(0, 250, 0, 900, 100, 900)).size() - MANY;
        assertTrue(copies > MANY * 0.2 && copies < MANY * 0.3, () -> copies + " copies");
        assertEquals(copies, casualties.counts().get("duplicate"));
    }

    @Test
    void someAreSecondsLate() {
        termsOfManyRequests(new Rates(0, 0, 250, 3_000_000, 100, 900));
        long late = times.stream().filter(time -> time > 900).count();
        assertTrue(late > MANY * 0.2 && late < MANY * 0.3, () -> late + " late");
        assertTrue(times.stream().anyMatch(time -> time > 2_000_000));
        assertTrue(casualties.counts().get("late message") >= late);
    }

    @Test
    void luckOfAMessageDoesNotDependOnOtherLinks() {
        List<Long> alone = List.copyOf(termsOfManyRequests(new Rates(250, 0, 0, 900, 100, 900)));
        arrived.clear();
        SimulatedNetwork network = network(new MessageRates(new Rates(250, 0, 0, 900, 100, 900), Rates.NONE, 0, 1));
        for (int term = 1; term <= MANY; term++) {
            network.send(new AppendEntriesRequest(term, "n1", "n3"));
            network.send(new AppendEntriesRequest(term, "n1", "n2"));
        }
        agenda.runUntil(20_000_000);
        assertEquals(
                alone,
                arrived.stream()
                        .filter(m -> m.to().equals("n2"))
                        .map(Message::term)
                        .toList());
    }

    /** Who still hears whom, of five, while this fault lasts. */
    private Set<String> waysThrough(Fault cut) {
        SimulatedNetwork network = network(MessageRates.NONE);
        Runnable end = network.cut(Cuts.of(cut, FIVE));
        sendOnEveryWay(network);
        Set<String> ways = new TreeSet<>();
        arrived.forEach(m -> ways.add(m.from().charAt(1) + ">" + m.to().charAt(1)));
        assertEquals(20 - ways.size(), casualties.counts().get("lost in a partition"));
        arrived.clear();
        end.run();
        sendOnEveryWay(network);
        assertEquals(20, arrived.size(), "when it is over, all is whole");
        return ways;
    }

    private void sendOnEveryWay(SimulatedNetwork network) {
        for (String from : FIVE) {
            Sets.difference(FIVE, Set.of(from)).forEach(to -> network.send(message(from, to)));
        }
        agenda.runUntil(agenda.micros() + 1_000_000);
    }

    private static Set<String> ways(String text) {
        return new TreeSet<>(Splitter.on(' ').splitToList(text));
    }

    @Test
    void partitionCutsBothWays() {
        assertEquals(
                ways("1>2 2>1 3>4 3>5 4>3 4>5 5>3 5>4"),
                waysThrough(new Fault(0, 1, Kind.PARTITION, List.of("n1", "n2"))));
    }

    @Test
    void oneWayPartitionCutsWhatTheNamedSend() {
        assertEquals(
                ways("2>1 2>3 2>4 2>5 3>1 3>2 3>4 3>5 4>1 4>2 4>3 4>5 5>1 5>2 5>3 5>4"),
                waysThrough(new Fault(0, 1, Kind.ONE_WAY_PARTITION, List.of("n1"))));
    }

    @Test
    void bridgeSharesOneServerBetweenTwoHalves() {
        assertEquals(
                ways("1>2 1>3 1>4 1>5 2>1 3>1 4>1 5>1 2>3 3>2 4>5 5>4"),
                waysThrough(new Fault(0, 1, Kind.BRIDGE, List.of("n1", "n2", "n3"))));
    }

    @Test
    void ringJoinsEachServerToItsNeighboursOnly() {
        assertEquals(
                ways("1>3 3>1 3>5 5>3 5>2 2>5 2>4 4>2 4>1 1>4"),
                waysThrough(new Fault(0, 1, Kind.RING, List.of("n1", "n3", "n5", "n2", "n4"))));
    }

    @Test
    void whatWasUnderWayWhenTheCutBeganArrives() {
        SimulatedNetwork network = network(MessageRates.NONE);
        network.send(message("n1", "n2"));
        network.cut(ImmutableSetMultimap.of("n1", "n2"));
        agenda.runUntil(1_000_000);
        assertEquals(1, arrived.size());
    }

    @Test
    void oneOfTwoCutsThatEndsLeavesTheOther() {
        SimulatedNetwork network = network(MessageRates.NONE);
        Runnable end = network.cut(ImmutableSetMultimap.of("n1", "n2"));
        network.cut(ImmutableSetMultimap.of("n1", "n2", "n1", "n3"));
        end.run();
        network.send(message("n1", "n2"));
        agenda.runUntil(1_000_000);
        assertEquals(0, arrived.size());
    }

    @Test
    void healingEndsEveryCutAndRateAndLosesWhatIsUnderWay() {
        SimulatedNetwork network =
                network(new MessageRates(new Rates(0, 0, 1000, 9_000_000, 500, 5_000), Rates.NONE, 0, 1));
        network.send(message("n1", "n2"));
        Runnable end = network.cut(ImmutableSetMultimap.of("n1", "n2", "n2", "n1"));
        network.heal();
        end.run();
        network.send(message("n1", "n2"));
        network.send(message("n2", "n1"));
        agenda.runUntil(10_000_000);
        assertEquals(2, arrived.size());
        assertTrue(times.stream().allMatch(time -> time <= Rates.NONE.maxDelay()));
    }

    @Test
    void eventsOfOneMomentComeInTheOrderOfEntry() {
        List<Integer> order = new ArrayList<>();
        IntStream.range(0, 100).forEach(n -> agenda.after(5, () -> order.add(n)));
        agenda.runUntil(5);
        assertEquals(IntStream.range(0, 100).boxed().toList(), order);
    }
}
