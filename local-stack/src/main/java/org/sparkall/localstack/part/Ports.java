package org.sparkall.localstack.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of this machine. */
public final class Ports {

    private Ports() {}

    /** A port that nobody used a moment ago. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LocalStackException("No free port is left on this machine.", e);
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
