package dev.quorate.impl.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows that something goes on: a bar on a terminal, a line at the beginning of each stage elsewhere. Goes to the error
 * stream, so that what is on the output stream is the result alone.
 */
final class Progress implements AutoCloseable {
    private static final int REFRESH_MILLIS = 200;

    private final ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Begins a stage.
     *
     * @param total how many units it has, or -1 if nobody knows
     */
    static Progress of(PrintWriter err, String stage, String unit, long total) {
        if (!isTerminal()) {
            err.println("  " + stage + " ...");
            return none();
        }
        return bar(stage, unit, total);
    }

    /** Shows nothing. */
    static Progress none() {
        return new Progress(null);
    }

    /** Begins a stage on a terminal. */
    static Progress bar(String stage, String unit, long total) {
        return new Progress(new ProgressBarBuilder()
                .setTaskName(stage)
                .setUnit(" " + unit, 1)
                .setInitialMax(total)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .clearDisplayOnFinish()
                .build());
    }

    /** A console is there and, as far as this JVM can tell, a person behind it. */
    @SuppressWarnings("SystemConsoleNull") // isInteractive() tells what a console alone does not since JDK 22
    static boolean isTerminal() {
        return System.console() != null && System.getenv("CI") == null && isInteractive();
    }

    /** Since JDK 22 there is a console even without a terminal, and a method that tells; before, neither. */
    private static boolean isInteractive() {
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    void to(long units) {
        if (bar != null) {
            bar.stepTo(units);
        }
    }

    /** @param told beside the bar */
    void to(long units, String told) {
        if (bar != null) {
            bar.setExtraMessage(told);
            bar.stepTo(units);
        }
    }

    void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
