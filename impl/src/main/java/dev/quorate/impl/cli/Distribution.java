package dev.quorate.impl.cli;

import dev.quorate.conformance.tla.DistributedTlc;
import dev.quorate.conformance.tla.MeetingPlace;
import dev.quorate.conformance.tla.TlcSettings;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The options of a run on several machines; the others mean nothing without the first. */
final class Distribution {
    @Option(
            names = "--distributed",
            required = true,
            description = "TLC's distributed mode: workers of other machines can join (see --host)")
    @SuppressWarnings("UnusedVariable") // that these options are there at all says it
    private boolean distributed;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = MeetingPlace.THIS_MACHINE,
            description = "this machine, as others know it; they can reach TLC without a password then"
                    + " (default: ${DEFAULT-VALUE}, which no other reaches)")
    private String host;

    @Option(
            names = "--port",
            defaultValue = MeetingPlace.USUAL_PORT,
            description = "of TLC's server; 0 is any free one (default: ${DEFAULT-VALUE})")
    private int port;

    ModelRuns.Tlc tlc(TlcSettings settings, Consumer<String> notes) {
        MeetingPlace place = new MeetingPlace(host, port);
        return (model, work, progress) -> new DistributedTlc(work, settings, place, notes).run(model, progress);
    }
}
