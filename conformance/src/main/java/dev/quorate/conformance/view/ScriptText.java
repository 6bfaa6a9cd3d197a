package dev.quorate.conformance.view;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** JSON inside a page: there {@code <} could end the script, and in JSON it stands in strings only. */
final class ScriptText extends FilterWriter {
    ScriptText(Writer page) {
        super(page);
    }

    @Override
    public void write(int c) throws IOException {
        if (c == '<') {
            out.write("\\u003c");
        } else {
            out.write(c);
        }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        int written = from;
        for (int n = from; n < from + length; n++) {
            if (text[n] == '<') {
                out.write(text, written, n - written);
                write('<');
                written = n + 1;
            }
        }
        out.write(text, written, from + length - written);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        write(text.toCharArray(), from, length);
    }
}
