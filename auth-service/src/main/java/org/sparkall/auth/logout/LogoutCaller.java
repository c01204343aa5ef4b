package org.sparkall.auth.logout;

import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** Posts logout tokens (OpenID Connect Back-Channel Logout section 2.5): follows no redirect, reads no body, waits a few seconds at most. */
@ApplicationScoped
class LogoutCaller {

    private final LogoutSettings settings;
    private final HttpClient client;

    LogoutCaller(LogoutSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** What came of a call. */
    enum Result {
        /** The integration took it. */
        TAKEN,
        /** The integration, or its address, will never take it. */
        REFUSED,
        /** It may work another time. */
        FAILED
    }

    Result call(URI target, SignedJWT token) {
        try {
            if (!isAllowed(target)) return Result.REFUSED;
            HttpResponse<Void> response = client.send(
                    HttpRequest.newBuilder(target)
                            .timeout(settings.timeout())
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token.serialize()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (response.statusCode() / 100 == 2) return Result.TAKEN;
            return response.statusCode() == 400 ? Result.REFUSED : Result.FAILED;
        } catch (IOException e) {
            return Result.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.FAILED;
        }
    }

    /** The client asks the JVM's name cache for the same name within moments, so it connects to what was judged here. */
    private boolean isAllowed(URI target) throws IOException {
        return settings.allowPrivateAddresses()
                || ("https".equals(target.getScheme())
                        && Arrays.stream(InetAddress.getAllByName(target.getHost()))
                                .allMatch(PublicAddresses::contains));
    }
}
