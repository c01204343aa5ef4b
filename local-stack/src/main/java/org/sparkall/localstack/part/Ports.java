package org.sparkall.localstack.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine. */
public final class Ports {

    /** Above the well-known ones, and those of this suite's documentation. */
    private static final int LOWEST = 12_000;

    private static final int EPHEMERAL = 32_768;
    private static final int ATTEMPTS = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * A port that nobody uses, and that this program was not given before. It lies below those that the machine gives to outgoing
     * connections (32768 and up on Linux): one of them would have it before a part that starts half a minute later.
     */
    public static int free() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, EPHEMERAL);
            if (GIVEN.add(port) && canListen(port)) return port;
        }
        throw new LocalStackException("No free port is left on this machine.");
    }

    private static boolean canListen(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Makes sure that a part can have its port.
     *
     * @param setting the environment variable that names another
     * @throws LocalStackException when somebody has it
     */
    public static void requireFree(String part, int port, String setting) {
        if (isOpen(port)) {
            throw new LocalStackException("Port " + port + " for " + part
                    + " is in use: stop the program that has it, or choose another with " + setting + "=<port>.");
        }
    }

    /** Whether somebody listens there. */
    public static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
