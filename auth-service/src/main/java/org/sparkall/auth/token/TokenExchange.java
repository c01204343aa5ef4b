package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.id.Identifier;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.Grants;
import org.sparkall.auth.grant.NarrowedTokens;
import org.sparkall.auth.integration.ClientType;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;

/**
 * Token exchange (RFC 8693), to narrow: an integration trades an access token of its own for one with fewer scopes or another audience,
 * to hand it to a part of itself that needs no more. The new token belongs to the same grant, and is never wider and never lives longer
 * than the one that was shown.
 */
@ApplicationScoped
class TokenExchange implements GrantTypeHandler {

    private final AccessTokenVerifier verifier;
    private final AccessTokens accessTokens;
    private final Grants grants;
    private final NarrowedTokens narrowed;
    private final Audiences audiences;
    private final CurrentCatalog catalog;

    TokenExchange(
            AccessTokenVerifier verifier,
            AccessTokens accessTokens,
            Grants grants,
            NarrowedTokens narrowed,
            Audiences audiences,
            CurrentCatalog catalog) {
        this.verifier = verifier;
        this.accessTokens = accessTokens;
        this.grants = grants;
        this.narrowed = narrowed;
        this.audiences = audiences;
        this.catalog = catalog;
    }

    @Override
    public GrantType type() {
        return GrantType.TOKEN_EXCHANGE;
    }

    @Override
    public AccessTokenResponse answer(TokenCall call) {
        TokenExchangeGrant exchange = (TokenExchangeGrant) call.grant();
        requireSupported(exchange);
        SubjectToken subject =
                SubjectToken.of(verifier.verify(exchange.getSubjectToken().getValue())
                        .filter(claims -> call.client().clientId().equals(claims.getClaim(AccessTokens.CLIENT_ID)))
                        .filter(claims -> claims.getClaim(AccessTokens.GRANT_ID) != null)
                        .orElseThrow(() ->
                                invalidRequest("The subject_token is no access token of this client and a person.")));
        if (!Objects.equals(subject.dpopKey(), call.dpopKey()) && subject.dpopKey() != null) {
            throw invalidRequest("The subject_token is bound to another DPoP key.");
        }
        Grant grant = grants.standing(subject.grantId())
                .orElseThrow(() -> invalidRequest("The grant of the subject_token has ended."));
        return narrow(call, exchange, subject, grant);
    }

    private AccessTokenResponse narrow(TokenCall call, TokenExchangeGrant exchange, SubjectToken subject, Grant grant) {
        GrantedScope scope = scope(call, subject, grant);
        AccessTokenDraft draft = AccessTokenDraft.of(
                        grant, scope, audience(call, exchange, subject, grant), call.dpopKey())
                .notAfter(subject.expiresAt());
        AccessTokens.MintedToken minted = accessTokens.mint(draft);
        narrowed.record(
                grant,
                new NarrowedTokens.NarrowedToken(
                        minted.jti(), minted.issuedAt(), minted.expiresAt(), draft.audience(), scope.compact()));
        return new AccessTokenResponse(
                new Tokens(minted.token(), null),
                Map.of("issued_token_type", TokenTypeURI.ACCESS_TOKEN.getURI().toString()));
    }

    private static void requireSupported(TokenExchangeGrant exchange) {
        if (!TokenTypeURI.ACCESS_TOKEN.equals(exchange.getSubjectTokenType())) {
            throw invalidRequest("The subject_token_type must be that of an access token.");
        }
        if (exchange.getActorToken() != null) throw invalidRequest("An actor_token is not supported.");
        TokenTypeURI requested = exchange.getRequestedTokenType();
        if (requested != null && !requested.equals(TokenTypeURI.ACCESS_TOKEN)) {
            throw invalidRequest("The requested_token_type must be that of an access token.");
        }
    }

    /** What is asked for, within the token that was shown, within what the grant gives today. */
    private GrantedScope scope(TokenCall call, SubjectToken subject, Grant grant) {
        ScopeCatalog rules = catalog.get();
        GrantedScope today =
                GrantedScope.of(rules, grant, call.client().profile().scopes()).within(rules, subject.scopes());
        if (today.compact().isEmpty()) throw invalidRequest("Nothing of the subject_token is granted any more.");
        if (call.scope() == null) return today;
        return today.narrowedTo(rules, call.scope().toStringList())
                .orElseThrow(() -> TokenErrors.invalidScope("The scope goes beyond the subject_token."));
    }

    private List<String> audience(TokenCall call, TokenExchangeGrant exchange, SubjectToken subject, Grant grant) {
        List<String> asked = Stream.concat(
                        call.resources().stream().map(URI::toString),
                        Stream.ofNullable(exchange.getAudience())
                                .flatMap(List::stream)
                                .map(Identifier::getValue))
                .distinct()
                .toList();
        if (asked.isEmpty()) return subject.audience();
        // A token for one resource server is never turned into one for another. One that anybody can use is only
        // narrowed: a resource server that was shown it could name the client as well.
        boolean anybodys = call.client().type() == ClientType.PUBLIC && subject.dpopKey() == null;
        boolean mayMove = audiences.isUsual(subject.audience()) && !anybodys;
        return audiences.ofToken(mayMove ? grant.resources() : subject.audience(), asked);
    }

    private static ProtocolException invalidRequest(String description) {
        return new ProtocolException(OAuth2Error.INVALID_REQUEST.setDescription(description));
    }
}
