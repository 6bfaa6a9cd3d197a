package dev.quorate.impl.cli;

/** Workflow commands with which GitHub Actions shows a problem at its file and line. */
final class GithubAnnotations {
    private GithubAnnotations() {}

    /** The command for a file that is not as it should be. */
    static String of(Judged one) {
        String file = one.file().equals(InputFiles.STANDARD_INPUT) ? "" : "file=" + property(one.file()) + ",";
        String line = one.line() > 0 && !file.isEmpty() ? "line=" + one.line() + "," : "";
        return "::error " + file + line + "title=" + property("quorate: " + one.word()) + "::"
                + data(String.join("\n", one.text()));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
