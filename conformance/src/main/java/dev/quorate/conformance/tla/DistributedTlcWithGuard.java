package dev.quorate.conformance.tla;

import java.net.InetAddress;
import java.rmi.server.RMISocketFactory;
import java.util.Arrays;
import tlc2.tool.distributed.TLCServer;
import tlc2.tool.distributed.TLCWorker;

/**
 * The main class of the JVMs of distributed TLC, with the guard of {@link TlcWithGuard}. The first argument is the part
 * that the JVM has: {@code server} or {@code worker}; the others are TLC's own. If the name of this machine is one that
 * only itself reaches, so are the sockets.
 */
final class DistributedTlcWithGuard {
    private static final long LINGER_MILLIS = 1_000;

    private DistributedTlcWithGuard() {}

    public static void main(String[] args) throws Exception {
        TlcWithGuard.startGuard();
        if (InetAddress.getByName(System.getProperty("java.rmi.server.hostname"))
                .isLoopbackAddress()) {
            RMISocketFactory.setSocketFactory(new LoopbackSockets());
        }
        String[] own = Arrays.copyOfRange(args, 1, args.length);
        if (args[0].equals("server")) {
            TLCServer.main(own);
            System.exit(0); // if TLC gave up early, its registry would keep this JVM
        } else {
            Runtime.getRuntime().addShutdownHook(new Thread(DistributedTlcWithGuard::linger));
            TLCWorker.main(own);
        }
    }

    /** The server waits for an answer to its farewell; a worker that is gone by then makes it fail. */
    private static void linger() {
        try {
            Thread.sleep(LINGER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
