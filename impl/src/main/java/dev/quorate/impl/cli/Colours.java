package dev.quorate.impl.cli;

import dev.quorate.conformance.check.Palette;
import dev.quorate.conformance.check.Tone;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi.Style;

/** The colours of a terminal. */
enum Colours implements Palette {
    ANSI;

    @Override
    public String paint(Tone tone, String text) {
        return style(tone).map(style -> style.on() + text + style.off()).orElse(text);
    }

    private static Optional<Style> style(Tone tone) {
        return switch (tone) {
            case GOOD -> Optional.of(Style.fg_green);
            case BAD -> Optional.of(Style.fg_red);
            case DOUBTFUL -> Optional.of(Style.fg_yellow);
            case QUIET -> Optional.of(Style.faint);
            case PLAIN -> Optional.empty();
        };
    }
}
