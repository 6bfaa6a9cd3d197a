package dev.quorate.conformance.tla;

import java.io.IOException;

/**
 * The main class of TLC's JVM: TLC, and a guard that ends it when its standard input ends. The program that started
 * it holds the other end, so TLC does not outlive it, however it ends: not even a kill leaves an orphan.
 */
final class TlcWithGuard {
    private TlcWithGuard() {}

    public static void main(String[] args) throws Exception {
        startGuard();
        tlc2.TLC.main(args);
    }

    /** From now on this JVM ends when its standard input does. */
    static void startGuard() {
        Thread guard = new Thread(TlcWithGuard::endWithInput, "guard");
        guard.setDaemon(true);
        guard.start();
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever sent
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(1);
    }
}
