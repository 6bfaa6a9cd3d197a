package dev.quorate.impl.cli;

import dev.quorate.impl.campaign.Campaign;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What a seed is run with; the same seed with the same options is the same run. */
final class CampaignOptions {
    private static final int MOST_SERVERS = 15;
    private static final int MOST_MINUTES = 24 * 60;

    @Option(names = "--servers", description = "in each cluster, 1 to 15 (default: ${DEFAULT-VALUE})")
    private int servers = 5;

    @Option(
            names = "--minutes",
            description = "of simulated time under faults for each seed, to the second: 0.25 is 15 s (default: 1)")
    private double minutes = 1;

    @Option(names = "--out", paramLabel = "FOLDER", description = "for what is written (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("target", "campaign");

    Path out() {
        return out;
    }

    Campaign.Order order(long first, long last, CommandLine command) {
        long seconds = Math.round(60 * minutes);
        if (servers < 1 || servers > MOST_SERVERS || seconds < 1 || seconds > 60L * MOST_MINUTES) {
            throw new CommandLine.ParameterException(
                    command,
                    "--servers is 1 to " + MOST_SERVERS + ", and --minutes at least a second and at most "
                            + MOST_MINUTES);
        }
        return new Campaign.Order(first, last, servers, (int) seconds);
    }

    /** The command that shows a seed again. */
    String again(long seed) {
        return "quorate replay " + seed + same();
    }

    /** The command that runs seeds again. */
    String again(SeedRange seeds) {
        return "quorate campaign --seeds " + seeds.first() + ".." + seeds.last() + same();
    }

    private String same() {
        return " --servers " + servers + " --minutes "
                + (minutes == Math.rint(minutes) ? Long.toString((long) minutes) : Double.toString(minutes));
    }
}
