package org.sparkall.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.sparkall.localstack.testing.LoopbackHttps;

/** Where an integration keeps its logo: an https server on this machine. */
final class LogoServer implements AutoCloseable {

    private final HttpsServer server;
    private final AtomicInteger requests = new AtomicInteger();

    private LogoServer(HttpsServer server) {
        this.server = server;
    }

    static LogoServer start(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        HttpsServer server = LoopbackHttps.in(folder).server();
        LogoServer started = new LogoServer(server);
        byte[] png = png();
        server.createContext("/", exchange -> started.answer(exchange, png));
        server.start();
        return started;
    }

    /** Where the logo is. */
    URI logo() {
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/logo.png");
    }

    /** How often anything was asked for. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, byte[] png) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            boolean isLogo = exchange.getRequestURI().getPath().equals("/logo.png");
            exchange.sendResponseHeaders(isLogo ? 200 : 404, isLogo ? png.length : -1);
            if (isLogo) exchange.getResponseBody().write(png);
        }
    }

    private static byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(112, 112, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        drawing.setColor(new Color(0x0f, 0x76, 0x6e));
        drawing.fillRect(0, 0, 112, 112);
        drawing.setColor(Color.WHITE);
        drawing.fillOval(24, 24, 64, 64);
        drawing.setColor(new Color(0xf5, 0x9e, 0x0b));
        drawing.fillOval(44, 44, 24, 24);
        drawing.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
