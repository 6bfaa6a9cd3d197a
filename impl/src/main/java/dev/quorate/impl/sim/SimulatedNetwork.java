package dev.quorate.impl.sim;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.FaultPlan;
import dev.quorate.impl.world.Network;
import dev.quorate.impl.world.Randomness;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * A network that loses, doubles, delays and reorders messages, and can be cut.
 *
 * <p>A cut loses what is sent while it holds. What was under way when it began still arrives: so messages come out of
 * a partition, as they do when packets wait in a queue, and no fault of Raft can hide behind a cut that is too clean.
 */
final class SimulatedNetwork implements Network<Message> {
    private final FaultPlan.Rates rates;
    private final Agenda agenda;
    private final Randomness randomness;
    private final Casualties casualties;
    private final Consumer<Message> arrival;
    /** From sender to addressee. Only ever asked, never iterated: a hash has no order to rely on. */
    private final SetMultimap<String, String> cuts = HashMultimap.create();

    SimulatedNetwork(
            FaultPlan.Rates rates,
            Agenda agenda,
            Randomness randomness,
            Casualties casualties,
            Consumer<Message> arrival) {
        this.rates = rates;
        this.agenda = agenda;
        this.randomness = randomness;
        this.casualties = casualties;
        this.arrival = arrival;
    }

    @Override
    public void send(Message message) {
        if (cuts.containsEntry(message.from(), message.to())) {
            casualties.add(Casualties.LOST_IN_A_CUT);
        } else if (perMille(rates.lossPerMille())) {
            casualties.add(Casualties.LOST);
        } else {
            carry(message);
            if (perMille(rates.duplicationPerMille())) {
                casualties.add(Casualties.DUPLICATED);
                carry(message);
            }
        }
    }

    private void carry(Message message) {
        agenda.after(delay(), () -> arrival.accept(message));
    }

    private long delay() {
        if (perMille(rates.latePerMille())) {
            casualties.add(Casualties.LATE);
            return randomness.between(rates.maxDelay(), rates.latest());
        }
        return randomness.between(rates.minDelay(), rates.maxDelay());
    }

    private boolean perMille(int rate) {
        return randomness.chance(rate / 1000.0);
    }

    /** From now on nothing that {@code from} send reaches {@code to}. */
    void cut(Collection<String> from, Collection<String> to) {
        from.forEach(sender -> cuts.putAll(sender, to));
    }

    /** Ends all cuts. */
    void heal() {
        if (!cuts.isEmpty()) {
            casualties.add(Fault.Kind.HEAL);
            cuts.clear();
        }
    }
}
