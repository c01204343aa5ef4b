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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts logout tokens (OpenID Connect Back-Channel Logout section 2.5): follows no redirect, keeps no body, waits a few seconds at most. */
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
        CompletableFuture<HttpResponse<Void>> answer = null;
        try {
            if (!isAllowed(target)) return Result.REFUSED;
            answer = client.sendAsync(
                    HttpRequest.newBuilder(target)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token.serialize()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            // The timeout of a request ends with the headers of its answer; this one holds for a body that never ends,
            // too.
            int status = answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            if (status / 100 == 2) return Result.TAKEN;
            return status == 400 ? Result.REFUSED : Result.FAILED;
        } catch (IllegalArgumentException e) {
            return Result.REFUSED;
        } catch (IOException | TimeoutException e) {
            return Result.FAILED;
        } catch (ExecutionException e) {
            return e.getCause() instanceof IllegalArgumentException ? Result.REFUSED : Result.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.FAILED;
        } finally {
            if (answer != null) answer.cancel(true);
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
