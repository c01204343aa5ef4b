package org.sparkall.auth.management;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.Grants;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.proof.DpopProofs;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.token.ClientTokens;
import org.sparkall.auth.token.ClientTokens.ClientToken;
import org.sparkall.auth.token.GrantedScope;
import org.sparkall.auth.token.ManagementScopes;
import org.sparkall.auth.token.ShownToken;
import org.sparkall.events.CurrentCatalog;

/** The grant management endpoint (Grant Management for OAuth 2.0): an integration queries and revokes grants that people gave it. */
@Path("/v1/grants/{grant_id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class GrantManagementResource {

    private final ClientTokens tokens;
    private final DpopProofs proofs;
    private final Grants grants;
    private final CurrentCatalog catalog;

    GrantManagementResource(ClientTokens tokens, DpopProofs proofs, Grants grants, CurrentCatalog catalog) {
        this.tokens = tokens;
        this.proofs = proofs;
        this.grants = grants;
        this.catalog = catalog;
    }

    @GET
    public Response query(@PathParam("grant_id") UUID grantId, @Context UriInfo uri, @Context HttpHeaders headers) {
        Integration client = require(ManagementScopes.QUERY, HttpMethod.GET, uri, headers);
        Grant grant = own(client, grantId);
        List<String> scopes =
                GrantedScope.of(catalog.get(), grant, client.profile().scopes()).compact();
        GrantDescription description = new GrantDescription(
                scopes.isEmpty()
                        ? List.of()
                        : List.of(new GrantDescription.Entry(String.join(" ", scopes), grant.resources())));
        return Response.ok(description)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @DELETE
    public void revoke(@PathParam("grant_id") UUID grantId, @Context UriInfo uri, @Context HttpHeaders headers) {
        Integration client = require(ManagementScopes.REVOKE, HttpMethod.DELETE, uri, headers);
        grants.revoke(own(client, grantId).id());
    }

    /**
     * The integration that asks.
     *
     * @throws ProtocolException as RFC 6750 section 3.1 and RFC 9449 section 7.1 have it
     */
    private Integration require(String scope, String method, UriInfo uri, HttpHeaders headers) {
        ShownToken shown = ShownToken.of(headers, null);
        ClientToken token = tokens.find(shown.value()).orElseThrow(shown::invalid);
        shown.prove(proofs, method, uri, headers, token.client().clientId(), token.dpopKey());
        if (!token.scopes().contains(scope)) throw shown.insufficient(scope);
        return token.client();
    }

    /** Grants of others, and grants that have ended, are none. */
    private Grant own(Integration client, UUID grantId) {
        return grants.standing(grantId)
                .filter(it -> it.clientId().equals(client.clientId()))
                .orElseThrow(() -> new NotFoundException("No such grant of this integration stands."));
    }
}
