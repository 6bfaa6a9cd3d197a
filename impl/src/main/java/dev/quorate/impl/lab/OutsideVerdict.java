package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Palette;
import dev.quorate.conformance.check.Tone;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import java.util.Optional;

/**
 * What can be said of servers from outside. Either a finding or a verdict is there.
 *
 * @param finding an RPC that is none of Figure 2's, in one line
 * @param verdict of the specification
 * @param suspicion if that is undecided: what it is if servers handle replies when they arrive
 */
public record OutsideVerdict(Optional<String> finding, Optional<Verdict> verdict, Optional<Verdict> suspicion) {
    static OutsideVerdict of(Verdict verdict) {
        return new OutsideVerdict(Optional.empty(), Optional.of(verdict), Optional.empty());
    }

    /** That of the verdict; a finding is a rejection. */
    public Outcome outcome() {
        return verdict.map(Verdict::outcome).orElse(Outcome.REJECTED);
    }

    /** For a person, a line each, without colours. */
    public ImmutableList<String> text() {
        return text(Palette.PLAIN);
    }

    /** For a person, a line each. */
    public ImmutableList<String> text(Palette palette) {
        ImmutableList.Builder<String> text = ImmutableList.builder();
        finding.ifPresent(line -> text.add(palette.paint(Tone.BAD, "REJECTED") + "   " + line));
        verdict.ifPresent(v -> text.addAll(VerdictText.of(v, palette)));
        suspicion.ifPresent(v -> text.addAll(VerdictText.of(v, palette)));
        return text.build();
    }
}
