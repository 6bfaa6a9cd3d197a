package dev.quorate.conformance.check;

/** How text of a tone looks. */
public interface Palette {
    /** No tone shows: for files, logs and whoever wants no colours. */
    Palette PLAIN = (tone, text) -> text;

    /** The text with what makes it look so round it. It takes no more columns than before. */
    String paint(Tone tone, String text);
}
