package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the code of a server does wrong fails its test, and the report says which server, and where in its code. */
@Timeout(30)
class BlameTest {
    private static final Scenario WAITING =
            new Scenario("waiting", 3, (tester, warnings) -> tester.checkNoLeader(Duration.ofSeconds(1)));

    private static void assertBlamed(WorldRaftFactory factory, String... parts) {
        ScenarioResult result = ScenarioRun.of(WAITING, factory, 1).result();
        String failure = result.failure().orElse("");
        for (String part : parts) {
            assertTrue(failure.contains(part), result::report);
        }
    }

    @Test
    void aServerThatDoesNothingIsNotToBlame() {
        WorldRaftFactory idle = (peers, me, persister, applyCh, world) -> new IdleServer();
        assertTrue(ScenarioRun.of(WAITING, idle, 1).result().passed());
    }

    @Test
    void makeThatThrows() {
        assertBlamed(
                (peers, me, persister, applyCh, world) -> {
                    if (me == 1) {
                        throw new IllegalStateException("not ready");
                    }
                    return new IdleServer();
                },
                "n2.make threw java.lang.IllegalStateException: not ready at BlameTest.java:");
    }

    @Test
    void makeThatReturnsNull() {
        assertBlamed((peers, me, persister, applyCh, world) -> null, "n1.make returned null");
    }

    @Test
    void getStateThatReturnsNull() {
        assertBlamed(
                (peers, me, persister, applyCh, world) -> new IdleServer() {
                    @Override
                    public RaftState getState() {
                        return null;
                    }
                },
                "n1.getState returned null");
    }

    @Test
    void getStateThatThrows() {
        assertBlamed(
                (peers, me, persister, applyCh, world) -> new IdleServer() {
                    @Override
                    public RaftState getState() {
                        throw new UnsupportedOperationException("later");
                    }
                },
                "n1.getState threw java.lang.UnsupportedOperationException: later at BlameTest.java:");
    }

    @Test
    void killThatThrows() {
        assertBlamed(
                (peers, me, persister, applyCh, world) -> new IdleServer() {
                    @Override
                    public void kill() {
                        throw new UnsupportedOperationException("immortal");
                    }
                },
                "n1.kill threw java.lang.UnsupportedOperationException: immortal at BlameTest.java:");
    }

    @Test
    void aThreadThatThrows() {
        assertBlamed(
                (peers, me, persister, applyCh, world) -> {
                    world.time().start("ticker", () -> {
                        world.time().sleep(300_000);
                        throw new ArithmeticException("minus one");
                    });
                    return new IdleServer();
                },
                "the thread \"n1 ticker\" threw java.lang.ArithmeticException: minus one at BlameTest.java:");
    }

    @Test
    void anEventThatThrows() {
        assertBlamed(
                (peers, me, persister, applyCh, world) -> {
                    world.time().after(300_000, () -> {
                        throw new AssertionError("no");
                    });
                    return new IdleServer();
                },
                "an event of n1 threw java.lang.AssertionError: no at BlameTest.java:");
    }

    /** Handles heartbeats, badly. */
    public static final class BadHandler extends IdleServer {
        /** The RPC. */
        public AppendEntriesResponse appendEntries(AppendEntriesRequest args) {
            if (args.term() > 3) {
                throw new IllegalStateException("term " + args.term());
            }
            return new AppendEntriesResponse(args.term(), "n2", "n1", true);
        }
    }

    @Test
    void aHandlerThatThrows() {
        assertBlamed(
                (peers, me, persister, applyCh, world) -> {
                    world.time().start("sender", () -> {
                        world.time().sleep(300_000);
                        peers.get(1).call("appendEntries", new AppendEntriesRequest(4, "n1", "n2"), BadReply.class);
                    });
                    return new BadHandler();
                },
                "n2.appendEntries threw java.lang.IllegalStateException: term 4 at BlameTest.java:");
    }

    /** Nobody answers. */
    public record BadReply() {}

    /** The classic: nobody can ask it for its state as long as it calls others. */
    @Test
    void aLockThatIsHeldDuringACall() {
        assertBlamed(
                (peers, me, persister, applyCh, world) -> {
                    Object lock = new Object();
                    world.time().start("election", () -> {
                        world.time().sleep(300_000);
                        synchronized (lock) {
                            world.time().sleep(2_000_000);
                        }
                    });
                    return new IdleServer() {
                        @Override
                        public RaftState getState() {
                            synchronized (lock) {
                                return super.getState();
                            }
                        }
                    };
                },
                "\"n1.getState\" waits at dev.quorate.impl.lab.BlameTest",
                "whose holder waits at ");
    }

    @Test
    void getStateThatWaitsForLong() {
        assertBlamed(
                (peers, me, persister, applyCh, world) -> new IdleServer() {
                    @Override
                    public RaftState getState() {
                        world.time().sleep(60_000_000);
                        return super.getState();
                    }
                },
                "n1.getState did not return within 10 s");
    }
}
