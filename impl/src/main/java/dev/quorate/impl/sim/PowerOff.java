package dev.quorate.impl.sim;

/**
 * Ends a server in the middle of what it does. An error, so that no driver, however careless, catches it and goes on.
 */
final class PowerOff extends Error {
    private static final long serialVersionUID = 1L;

    PowerOff() {
        super("the machine stopped, as planned", null, false, false);
    }
}
