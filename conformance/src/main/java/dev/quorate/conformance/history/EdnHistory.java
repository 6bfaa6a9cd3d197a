package dev.quorate.conformance.history;

import java.io.IOException;
import java.io.InputStream;

/** Reads a history as Jepsen writes it: a map for each operation, as a stream or in one vector. */
final class EdnHistory implements HistoryReader.Form {
    private final EdnScanner edn;
    private final HistoryBuilder builder;
    private final RawOperation raw;

    EdnHistory(InputStream stream, HistoryBuilder builder, RawOperation raw) {
        this.edn = new EdnScanner(stream);
        this.builder = builder;
        this.raw = raw;
    }

    @Override
    public long line() {
        return edn.line();
    }

    @Override
    public void read() throws IOException, Malformed, HistoryException {
        edn.skipTags();
        int c = edn.begin();
        if (c == '[' || c == '(') {
            edn.take();
            operations(c == '[' ? ']' : ')');
            if (edn.begin() >= 0) {
                throw new Malformed("something follows the end of the history: " + edn.found());
            }
        } else {
            operations(-1);
        }
    }

    private void operations(int end) throws IOException, Malformed, HistoryException {
        while (edn.begin() != end) {
            operation();
        }
        if (end >= 0) {
            edn.take();
        }
    }

    private void operation() throws IOException, Malformed, HistoryException {
        edn.skipTags();
        raw.clear(edn.line());
        edn.expect('{', "an operation, which is a map");
        while (inside() != '}') {
            if (edn.begin() == ':') {
                String name = edn.keyword();
                field(name.substring(name.indexOf('/') + 1));
            } else {
                edn.skip();
                edn.skip();
            }
        }
        edn.take();
        builder.add(raw);
    }

    private void field(String name) throws IOException, Malformed {
        switch (name) {
            case "type" -> raw.type = type();
            case "process" -> process();
            case "index" -> raw.index = number();
            case "time" -> raw.time = number();
            case "f" -> raw.f = f();
            case "value" -> {
                raw.beginValue();
                value();
            }
            default -> edn.skip();
        }
    }

    private OperationType type() throws IOException, Malformed {
        String word = edn.begin() == ':' ? edn.keyword() : edn.found();
        OperationType type = OperationType.of(word);
        if (type == null) {
            throw new Malformed("type: expected :invoke, :ok, :fail or :info, found " + word);
        }
        return type;
    }

    private void process() throws IOException, Malformed {
        int c = edn.begin();
        raw.isClient = false;
        if (c == '-' || (c >= '0' && c <= '9')) {
            raw.setClient(edn.integer("process: an integer"));
        } else if (c == ':' || c == '"') {
            raw.hasProcess = true;
            edn.skip();
        } else if (!edn.found().equals("nil")) {
            throw new Malformed("process: expected an integer or a keyword");
        }
    }

    /** Not told, if nil. */
    private long number() throws IOException, Malformed {
        if (edn.begin() == 'n') {
            edn.skip();
            return -1;
        }
        return edn.integer("an integer");
    }

    private String f() throws IOException, Malformed {
        return raw.name(
                switch (edn.begin()) {
                    case ':' -> edn.keyword();
                    case '"' -> edn.string();
                    default -> edn.word();
                });
    }

    private void value() throws IOException, Malformed {
        if (edn.begin() == 'n') {
            String word = edn.word();
            raw.hasValue = false;
            if (!word.equals("nil")) {
                raw.reject("value: expected a vector of micro-operations, found " + word);
            }
            return;
        }
        if (!opens()) {
            raw.reject("value: expected a vector of micro-operations");
            edn.skip();
            return;
        }
        while (!closes()) {
            if (opens()) {
                microOp();
            } else {
                raw.reject("value: expected a micro-operation like [:append 9 1] or [:r 9 nil]");
                edn.skip();
            }
        }
    }

    /** Takes what opens a vector or a list, if it is next. */
    private boolean opens() throws IOException, Malformed {
        int c = edn.begin();
        if (c == '[' || c == '(') {
            edn.take();
            return true;
        }
        return false;
    }

    private int inside() throws IOException, Malformed {
        int c = edn.begin();
        if (c < 0) {
            throw new Malformed("the file ends inside an operation");
        }
        return c;
    }

    private boolean closes() throws IOException, Malformed {
        int c = inside();
        if (c == ']' || c == ')') {
            edn.take();
            return true;
        }
        return false;
    }

    /** What is no micro-operation is passed over: it may turn out to be no client's. */
    private void microOp() throws IOException, Malformed {
        try {
            String f = edn.begin() == ':' ? edn.keyword() : "";
            switch (f) {
                case "append" -> {
                    long key = edn.atom(builder.names());
                    raw.values.add(edn.atom(builder.names()));
                    raw.addAppend(key);
                }
                case "r" -> listRead();
                default ->
                    throw new Malformed("expected :append or :r, found " + (f.isEmpty() ? edn.found() : ":" + f));
            }
        } catch (Malformed e) {
            raw.reject("value: " + e.getMessage());
        }
        int forms = 0;
        while (!closes()) {
            edn.skip();
            forms++;
        }
        if (forms > 0) {
            raw.reject("value: a micro-operation is a function, a key and a value");
        }
    }

    private void listRead() throws IOException, Malformed {
        long key = edn.atom(builder.names());
        if (edn.begin() == 'n') {
            String word = edn.word();
            if (!word.equals("nil")) {
                throw new Malformed("expected nil or the list that was read, found " + word);
            }
            raw.addRead(key);
            return;
        }
        if (!opens()) {
            throw new Malformed("expected nil or the list that was read, found " + edn.found());
        }
        while (!closes()) {
            raw.values.add(edn.atom(builder.names()));
        }
        raw.addRead(key);
    }
}
