package org.sparkall.auth.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.auth.logout.LogoutCaller.Result;

class LogoutCallerTest {

    private final LogoutCaller caller = new LogoutCaller(new SmallRyeConfigBuilder()
            .withMapping(LogoutSettings.class)
            .withDefaultValue("sparkall.logout.allow-private-addresses", "true")
            .withDefaultValue("sparkall.logout.timeout", "PT1S")
            .build()
            .getConfigMapping(LogoutSettings.class));

    /** Everybody else's logout would wait behind it. */
    @Test
    @Timeout(10)
    void anAnswerThatNeverEndsIsGivenUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> trickle(server));
            URI target = URI.create("http://localhost:" + server.getLocalPort() + "/logout");
            assertThat(caller.call(target, token())).isEqualTo(Result.FAILED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:99999/logout", "ftp://localhost/logout"})
    void whatIsNoAddressIsNotTriedAgain(String address) throws Exception {
        assertThat(caller.call(URI.create(address), token())).isEqualTo(Result.REFUSED);
    }

    private static void trickle(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            // The caller has given up.
        }
    }

    private static SignedJWT token() throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder().subject("somebody").build());
        token.sign(new MACSigner(new byte[32]));
        return token;
    }
}
