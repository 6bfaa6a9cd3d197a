package dev.quorate.conformance.tla;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Where the server and the workers of distributed TLC meet.
 *
 * @param host the name of this machine for the workers; if it is a name of the loopback interface, no other machine can
 *     take part
 * @param port of the server
 */
public record MeetingPlace(String host, int port) {
    /** The port that TLC takes by itself. */
    public static final String USUAL_PORT = "10997";

    /** A name that no other machine knows this one by. */
    public static final String THIS_MACHINE = "127.0.0.1";

    private static final int LAST_PORT = 65_535;

    /**
     * The same, with any port that is free if the port is zero.
     *
     * @throws SpecificationException if the port cannot be used, or nobody knows a machine of this name
     */
    MeetingPlace free() throws SpecificationException {
        if (port < 0 || port > LAST_PORT) {
            throw unusable("ports are 0 to " + LAST_PORT);
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(isLocal() ? new InetSocketAddress(address(), port) : new InetSocketAddress(port));
            return new MeetingPlace(host, probe.getLocalPort());
        } catch (IOException e) {
            throw unusable(e.getMessage());
        }
    }

    SpecificationException unusable(String why) {
        return new SpecificationException("port " + port + " cannot be used: " + why + "; name another with --port");
    }

    /** Whether only this machine can take part. */
    boolean isLocal() throws SpecificationException {
        return address().isLoopbackAddress();
    }

    private InetAddress address() throws SpecificationException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new SpecificationException("no machine is known by the name " + host, e);
        }
    }
}
