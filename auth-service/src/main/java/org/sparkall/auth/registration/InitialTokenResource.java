package org.sparkall.auth.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.sparkall.problem.Problem;
import org.sparkall.problem.ProblemException;

/** A developer's initial access tokens (RFC 7591 section 1.2): made, listed and revoked by nobody else. */
@Path("/v1/registration-tokens")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class InitialTokenResource {

    private static final int MOST_USES = 100;
    private static final int MOST_TOKENS = 1000;

    private final InitialTokens tokens;
    private final RegistrationSettings settings;
    private final JsonWebToken developer;

    InitialTokenResource(InitialTokens tokens, RegistrationSettings settings, JsonWebToken developer) {
        this.tokens = tokens;
        this.settings = settings;
        this.developer = developer;
    }

    /**
     * What a developer asks for.
     *
     * @param uses how many integrations it may register; one when it is not said
     * @param expiresIn how long it is good, in seconds
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record TokenRequest(
            @Min(1) @Max(MOST_USES) @Nullable Integer uses,
            @Min(1) @Nullable Long expiresIn,

            @Size(max = 80)
            @Pattern(regexp = "[^\\p{C}\\p{Zl}\\p{Zp}]*", message = "must be one line without control characters")
            @Nullable
            String label) {}

    /** A token as JSON carries it; {@code token} is there once, when it was made. */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TokenView(
            String id, @Nullable String token, String label, int usesLeft, Instant issuedAt, Instant expiresAt) {

        static TokenView of(InitialToken it, @Nullable String token) {
            return new TokenView(it.id().toString(), token, it.label(), it.usesLeft(), it.issuedAt(), it.expiresAt());
        }
    }

    /** A page of tokens; {@code next} is the cursor of the following page. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<TokenView> items, @Nullable String next) {}

    @POST
    public Response issue(@Valid @NotNull TokenRequest request) {
        if (tokens.usable(developer.getSubject()) >= MOST_TOKENS) {
            throw new ProblemException(Problem.of(
                    "too-many-tokens",
                    "There are too many tokens that could still be used",
                    409,
                    "Revoke some, or wait until they run out.",
                    Map.of()));
        }
        InitialTokens.Issued issued = tokens.issue(
                developer.getSubject(),
                request.label() == null ? "" : request.label().strip(),
                request.uses() == null ? 1 : request.uses(),
                lifetime(request));
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(TokenView.of(issued.token(), issued.secret().value()))
                .build();
    }

    private Duration lifetime(TokenRequest request) {
        if (request.expiresIn() == null) return settings.initialTokenLifetime();
        long most = settings.initialTokenMaxLifetime().toSeconds();
        if (request.expiresIn() > most) throw tooLong(most);
        return Duration.ofSeconds(request.expiresIn());
    }

    /** In the form of all other violations; the limit is a setting, so no annotation can hold it. */
    private static ProblemException tooLong(long most) {
        return new ProblemException(Problem.of(
                "validation",
                "The request is not valid",
                400,
                null,
                Map.of("violations", List.of(Map.of("field", "expires_in", "message", "must be at most " + most)))));
    }

    @GET
    public Page list(
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        List<TokenView> items = tokens.page(developer.getSubject(), after, limit).stream()
                .map(it -> TokenView.of(it, null))
                .toList();
        return new Page(items, items.size() == limit ? items.getLast().id() : null);
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") UUID id) {
        if (!tokens.revoke(developer.getSubject(), id)) throw new NotFoundException();
    }
}
