package dev.quorate.impl.cli;

import dev.quorate.impl.campaign.CampaignResult;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How far a campaign is: a bar on a terminal, a line every ten seconds elsewhere. */
final class CampaignProgress implements AutoCloseable {
    private static final int BAR_SECONDS = 1;
    private static final int LINE_SECONDS = 10;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private final Progress bar;

    private final PrintWriter err;

    /** @param seeds how many there are */
    CampaignProgress(PrintWriter err, long seeds) {
        this.err = err;
        this.bar = Progress.of(err, "campaign", "seeds", seeds);
    }

    /** Begins to show how far it is. */
    void watch(Supplier<CampaignResult> soFar, CampaignReport report) {
        boolean shown = Progress.isTerminal();
        int seconds = shown ? BAR_SECONDS : LINE_SECONDS;
        Future<?> unused = clock.scheduleAtFixedRate(
                () -> {
                    CampaignResult result = soFar.get();
                    bar.to(result.seeds(), report.speed(result));
                    if (!shown) {
                        err.println("  " + report.speed(result));
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        bar.close();
    }
}
