package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.server.RaftTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some recorded acts that happened again, on a stage. If others are left out, a server may say something else, so a
 * message that arrives is the one of the same type that left for the same server in the same act. One that did not
 * leave cannot arrive, and a server that does not run notices nothing: such acts are left out too.
 *
 * @param took the acts that did happen, the last one included that ended it
 * @param acts what they were this time
 */
record Rehearsal(ImmutableList<Recorded> took, ImmutableList<Act> acts, Optional<Failure> failure) {

    static Rehearsal of(
            ImmutableSortedMap<String, LogPosition> logs,
            List<Recorded> recorded,
            Driver.Factory drivers,
            SpecificationShelf shelf)
            throws SpecificationException {
        Examiner examiner = new Examiner("scenario", RaftTrace.header("", logs, ImmutableMap.of()), shelf);
        List<Recorded> took = new ArrayList<>();
        List<Act> acts = new ArrayList<>();
        Optional<Failure> failure = examiner.examine(() -> {
            Stage stage = new Stage(logs, drivers, examiner);
            Map<Recorded, ImmutableList<Message>> left = new HashMap<>(); // only ever asked, never iterated
            for (Recorded one : recorded) {
                possible(one, stage, left).ifPresent(act -> {
                    took.add(one);
                    acts.add(act);
                    left.put(one, stage.perform(act));
                });
            }
        });
        return new Rehearsal(ImmutableList.copyOf(took), ImmutableList.copyOf(acts), failure);
    }

    private static Optional<Act> possible(Recorded recorded, Stage stage, Map<Recorded, ImmutableList<Message>> left) {
        Act act = recorded.act();
        if (act.cause() instanceof Act.Restart) {
            return Optional.of(act);
        } else if (!stage.runs(act.server())) {
            return Optional.empty();
        } else if (act.cause() instanceof Act.Arrival arrival) {
            return recorded.origin().map(left::get).flatMap(messages -> messages.stream()
                    .filter(m -> m.to().equals(act.server())
                            && m.getClass().equals(arrival.message().getClass()))
                    .findFirst()
                    .map(m -> new Act(act.server(), new Act.Arrival(m), act.mishap())));
        }
        return Optional.of(act);
    }
}
