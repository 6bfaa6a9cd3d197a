package dev.quorate.impl.cli;

/** Workflow commands with which GitHub Actions shows a problem at its file and line. */
final class GithubAnnotations {
    private GithubAnnotations() {}

    /** The command for a trace that was not accepted. */
    static String of(Judgement judgement) {
        String file =
                judgement.file().equals(TraceInputs.STANDARD_INPUT) ? "" : "file=" + property(judgement.file()) + ",";
        String line = judgement.line() > 0 && !file.isEmpty() ? "line=" + judgement.line() + "," : "";
        return "::error " + file + line + "title=" + property("quorate: " + judgement.word()) + "::"
                + data(String.join("\n", judgement.text()));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
