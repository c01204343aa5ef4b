package org.sparkall.auth.integration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.sparkall.auth.integration.Integration.Profile;
import org.sparkall.events.AuditEvent;
import org.sparkall.events.AuditEvent.Actor;
import org.sparkall.events.AuditEvent.Target;
import org.sparkall.events.AuditEvent.TargetKind;
import org.sparkall.events.AuditTrail;
import org.sparkall.events.EventTypes;

/** Says who made which change of an integration, by the names that client metadata has (RFC 7591 section 2). */
@ApplicationScoped
class IntegrationAudit {

    private final AuditTrail trail;

    IntegrationAudit(AuditTrail trail) {
        this.trail = trail;
    }

    void registered(Handle tx, Actor actor, Integration it) {
        append(
                tx,
                EventTypes.INTEGRATION_REGISTERED,
                actor,
                it,
                AuditEvent.difference(List.of(), it.profile().scopes()));
    }

    void changed(Handle tx, Actor actor, Integration before, Integration after) {
        append(tx, IntegrationRegistry.eventType(after.status()), actor, after, changes(before, after));
    }

    private void append(Handle tx, String action, Actor actor, Integration it, List<String> changes) {
        trail.append(tx, new AuditEvent(action, actor, new Target(TargetKind.INTEGRATION, it.clientId()), changes));
    }

    private static List<String> changes(Integration before, Integration after) {
        Profile old = before.profile();
        Profile now = after.profile();
        Names names = new Names();
        names.add("client_name", old.name(), now.name());
        names.add("description", old.description(), now.description());
        names.add("logo_uri", old.logoUri(), now.logoUri());
        names.add("client_uri", old.clientUri(), now.clientUri());
        names.add("policy_uri", old.policyUri(), now.policyUri());
        names.add("tos_uri", old.tosUri(), now.tosUri());
        names.add("redirect_uris", old.redirectUris(), now.redirectUris());
        names.add("features", old.features(), now.features());
        ClientSettings was = old.settings();
        ClientSettings is = now.settings();
        names.add("token_endpoint_auth_method", was.authentication(), is.authentication());
        names.add("jwks", was.keys(), is.keys());
        names.add("grant_types", was.grantTypes(), is.grantTypes());
        names.add("require_pushed_authorization_requests", was.requiresPushedRequests(), is.requiresPushedRequests());
        names.add("dpop_bound_access_tokens", was.bindsAccessTokens(), is.bindsAccessTokens());
        names.add("post_logout_redirect_uris", was.postLogoutRedirectUris(), is.postLogoutRedirectUris());
        names.add("backchannel_logout_uri", was.backchannelLogoutUri(), is.backchannelLogoutUri());
        names.add("id_token_signed_response_alg", was.idTokenAlgorithm(), is.idTokenAlgorithm());
        names.add("client_secret", before.secretHash(), after.secretHash());
        names.add("publisher", before.publisher(), after.publisher());
        names.add("status", before.status(), after.status());
        names.found.addAll(AuditEvent.difference(old.scopes(), now.scopes()));
        return names.found;
    }

    private static final class Names {

        private final List<String> found = new ArrayList<>();

        void add(String name, Object before, Object after) {
            if (!before.equals(after)) found.add(name);
        }
    }
}
