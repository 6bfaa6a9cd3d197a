package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * An action of the next-state relation, as its definition tells.
 *
 * @param params the formal parameters, in order
 * @param actor the parameter by which the action indexes the rows that it reads and writes, if there is just one
 * @param received the parameters that the next-state relation takes from the network variable
 * @param rule the comment above the definition
 * @param source the definition's head
 */
public record ActionShape(
        String name,
        ImmutableList<String> params,
        Optional<String> actor,
        ImmutableSet<String> received,
        String rule,
        Source source) {}
