package dev.quorate.impl.sim;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Maps;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.FaultPlan.Rates;
import dev.quorate.impl.world.MessageRates;
import dev.quorate.impl.world.Network;
import dev.quorate.impl.world.Randomness;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A network that loses, doubles, delays and reorders messages, and can be cut.
 *
 * <p>A cut loses what is sent while it holds. What was under way when it began still arrives: so messages come out of
 * a partition, as they do when packets wait in a queue, and no fault of Raft can hide behind a cut that is too clean.
 *
 * <p>What becomes of a message depends on the seed, on its link and on how many were sent there before it, and on
 * nothing else: a fault more or less in the plan does not change the luck of all messages.
 */
final class SimulatedNetwork implements Network<Message> {
    private final ImmutableMap<String, ImmutableMap<String, Link>> links;
    private final Agenda agenda;
    private final Casualties casualties;
    private final Consumer<Message> arrival;
    private MessageRates rates;
    /** How often all was healed. */
    private int healings;

    SimulatedNetwork(
            Set<String> servers,
            MessageRates rates,
            long seed,
            Agenda agenda,
            Casualties casualties,
            Consumer<Message> arrival) {
        this.rates = rates;
        this.agenda = agenda;
        this.casualties = casualties;
        this.arrival = arrival;
        this.links = Maps.toMap(servers, from -> Maps.toMap(servers, to -> new Link(linkSeed(seed, from, to))));
    }

    private static long linkSeed(long seed, String from, String to) {
        return Randomness.seeded(seed, "link " + from + " " + to).between(0, Long.MAX_VALUE - 1);
    }

    @Override
    public void send(Message message) {
        Link link = links.get(message.from()).get(message.to());
        checkState(link != null, "%s is addressed to nobody", message);
        long number = ++link.sent;
        Randomness luck = Randomness.numbered(link.seed, number);
        boolean reply = message instanceof RequestVoteResponse || message instanceof AppendEntriesResponse;
        Rates its = reply ? rates.replies() : rates.requests();
        if (link.cuts > 0) {
            casualties.add(Casualty.LOST_IN_A_CUT);
        } else if (perMille(luck, its.lossPerMille())) {
            casualties.add(reply ? Casualty.LOST_REPLY : Casualty.LOST_REQUEST);
        } else {
            boolean doubled = perMille(luck, its.duplicationPerMille());
            carry(message, link, number, its, luck);
            if (doubled) {
                casualties.add(Casualty.DUPLICATED);
                carry(message, link, number, its, luck);
            }
        }
    }

    private void carry(Message message, Link link, long number, Rates its, Randomness luck) {
        int underWaySince = healings;
        agenda.at(arrival(link, its, luck), () -> {
            if (underWaySince == healings) {
                arrive(message, link, number);
            }
        });
    }

    private void arrive(Message message, Link link, long number) {
        if (number < link.newestArrived) {
            casualties.add(Casualty.OVERTAKEN);
        }
        link.newestArrived = Math.max(link.newestArrived, number);
        arrival.accept(message);
    }

    private long arrival(Link link, Rates its, Randomness luck) {
        long now = agenda.micros();
        if (perMille(luck, its.latePerMille())) {
            casualties.add(Casualty.LATE);
            return now + luck.between(its.maxDelay(), its.latest());
        }
        boolean held = perMille(luck, rates.heldPerMille());
        long inOrder = Math.max(link.lastInOrder, now + luck.between(its.minDelay(), its.maxDelay()));
        if (held) {
            return inOrder + luck.between(1, rates.longestHold());
        }
        link.lastInOrder = inOrder;
        return inOrder;
    }

    private static boolean perMille(Randomness luck, int rate) {
        return rate > 0 && luck.chance(rate / 1000.0);
    }

    /**
     * From now on nothing that a key sends reaches its values, until every such cut has ended.
     *
     * @return ends this one
     */
    Runnable cut(ImmutableSetMultimap<String, String> ways) {
        ways.forEach((from, to) -> links.get(from).get(to).cuts++);
        int cutSince = healings;
        return () -> {
            if (cutSince == healings) {
                ways.forEach((from, to) -> links.get(from).get(to).cuts--);
            }
        };
    }

    /** Ends all cuts, and from now on nothing happens to messages by chance. What is under way is lost. */
    void heal() {
        links.values().forEach(ways -> ways.values().forEach(link -> {
            link.cuts = 0;
            link.lastInOrder = 0;
        }));
        rates = MessageRates.NONE;
        healings++;
    }
}
