package org.sparkall.auth.device;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.client.ClientAuthenticator;
import org.sparkall.auth.device.DeviceAuthorizations.Codes;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.ScopeJudge;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.protocol.FormRequest;
import org.sparkall.auth.protocol.ProtocolAnswers;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.token.Audiences;
import org.sparkall.auth.token.TokenErrors;
import org.sparkall.auth.token.TokenIssuance;

/** Device authorization: a device asks for its codes, and then for its tokens (RFC 8628 sections 3.1 and 3.4). */
@Path("/v1/device")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
public class DeviceAuthorizationResource {

    private static final String RESOURCE = "resource";

    private final ClientAuthenticator clients;
    private final ScopeJudge scopes;
    private final Audiences audiences;
    private final DeviceAuthorizations authorizations;
    private final DeviceSettings settings;
    private final TokenSettings tokens;
    private final TokenIssuance issuance;

    DeviceAuthorizationResource(
            ClientAuthenticator clients,
            ScopeJudge scopes,
            Audiences audiences,
            DeviceAuthorizations authorizations,
            DeviceSettings settings,
            TokenSettings tokens,
            TokenIssuance issuance) {
        this.clients = clients;
        this.scopes = scopes;
        this.audiences = audiences;
        this.authorizations = authorizations;
        this.settings = settings;
        this.tokens = tokens;
        this.issuance = issuance;
    }

    @POST
    @Path("/authorize")
    public Response authorize(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable String body) {
        DeviceAuthorizationRequest request = FormRequest.parse(uri, headers, body, DeviceAuthorizationRequest::parse);
        Integration client = clients.require(request.getClientAuthentication(), request.getClientID());
        if (!client.settings().mayUse(GrantType.DEVICE_CODE)) {
            throw TokenErrors.unauthorizedClient("The client is not registered for the device flow.");
        }
        Codes codes = authorizations.open(new DeviceRequest(
                UUID.randomUUID().toString(),
                client.clientId(),
                scopes.judge(client, request.getScope()),
                audiences.ofRequest(resources(request))));
        return ProtocolAnswers.of(answer(codes));
    }

    private static List<URI> resources(DeviceAuthorizationRequest request) {
        List<String> texts = request.getCustomParameter(RESOURCE);
        try {
            return texts == null ? List.of() : texts.stream().map(URI::create).toList();
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(OAuth2Error.INVALID_TARGET.setDescription("There is no such resource."));
        }
    }

    private DeviceAuthorizationSuccessResponse answer(Codes codes) {
        URI page = UriBuilder.fromUri(tokens.issuer()).path("/device").build();
        return new DeviceAuthorizationSuccessResponse(
                new DeviceCode(codes.deviceCode().value()),
                new com.nimbusds.oauth2.sdk.device.UserCode(codes.userCode().shown()),
                page,
                UriBuilder.fromUri(page)
                        .queryParam("user_code", codes.userCode().shown())
                        .build(),
                settings.codeLifetime().toSeconds(),
                settings.pollInterval().toSeconds(),
                null);
    }

    /** The token endpoint by another name, for devices. */
    @POST
    @Path("/token")
    public Response token(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable String body) {
        return ProtocolAnswers.of(issuance.answer(uri, headers, body));
    }
}
