package org.sparkall.auth.portal;

/** The texts of the snippets, with placeholders in capitals. Secrets come from the environment, never from the code. */
final class SnippetTexts {

    private static final String PKCE = """
            VERIFIER=$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\\n')
            CHALLENGE=$(printf %s "$VERIFIER" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=\\n')

            # Open this address in a browser, agree, and copy the code from the address you come back to:
            curl -sG -o /dev/null -w '%{url_effective}\\n' 'ISSUER/v1/authorize' \\
              -d response_type=code -d client_id=CLIENT_ID \\
              --data-urlencode 'redirect_uri=REDIRECT_URI' --data-urlencode 'scope=SCOPES' \\
              -d state=$(openssl rand -hex 16) -d code_challenge=$CHALLENGE -d code_challenge_method=S256

            """;

    private static final String REDEEM = """
              -d grant_type=authorization_code -d code="$CODE" -d code_verifier="$VERIFIER" \\
              --data-urlencode 'redirect_uri=REDIRECT_URI'""";

    static final String CURL = PKCE + """
            curl -s 'ISSUER/v1/access_token' -u "CLIENT_ID:$CLIENT_SECRET" \\
            """ + REDEEM;

    static final String CURL_PUBLIC = PKCE + """
            curl -s 'ISSUER/v1/access_token' -d client_id=CLIENT_ID \\
            """ + REDEEM;

    /** openid-client refuses plain http unless it is told to; only a local issuer has it. */
    static final String ALLOW_HTTP = ",\n  { execute: [client.allowInsecureRequests] }";

    private static final String JAVASCRIPT_FLOW = """

            const code_verifier = client.randomPKCECodeVerifier()
            const state = client.randomState()
            const address = client.buildAuthorizationUrl(config, {
              redirect_uri: 'REDIRECT_URI',
              scope: 'SCOPES',
              code_challenge: await client.calculatePKCECodeChallenge(code_verifier),
              code_challenge_method: 'S256',
              state,
            })
            // Send the browser to the address. When it is back at the redirect URI, as currentUrl:
            const tokens = await client.authorizationCodeGrant(config, currentUrl, {
              pkceCodeVerifier: code_verifier,
              expectedState: state,
            })""";

    static final String JAVASCRIPT = """
            import * as client from 'openid-client'

            const config = await client.discovery(
              new URL('ISSUER'), 'CLIENT_ID', process.env.CLIENT_SECRET, undefinedINSECURE)
            """ + JAVASCRIPT_FLOW;

    static final String JAVASCRIPT_PUBLIC = """
            import * as client from 'openid-client'

            const config = await client.discovery(
              new URL('ISSUER'), 'CLIENT_ID', undefined, client.None()INSECURE)
            """ + JAVASCRIPT_FLOW;

    private static final String SPRING_FORM = """
            # src/main/resources/application.yaml
            spring:
              security:
                oauth2:
                  client:
                    registration:
                      spark:
                        client-id: CLIENT_ID
            %s
                        authorization-grant-type: authorization_code
                        redirect-uri: 'REDIRECT_URI'
                        scope: 'SCOPE_LIST'
                    provider:
                      spark:
                        issuer-uri: 'ISSUER'""";

    static final String SPRING = SPRING_FORM.formatted("            client-secret: ${CLIENT_SECRET}");

    static final String SPRING_PUBLIC = SPRING_FORM.formatted("            client-authentication-method: none");

    private static final String QUARKUS_FORM = """
            # src/main/resources/application.properties
            quarkus.oidc.application-type=web-app
            quarkus.oidc.auth-server-url=ISSUER
            quarkus.oidc.client-id=CLIENT_ID
            %squarkus.oidc.authentication.pkce-required=true
            quarkus.oidc.authentication.redirect-path=REDIRECT_PATH
            quarkus.oidc.authentication.add-openid-scope=OPENID
            quarkus.oidc.authentication.id-token-required=OPENID
            quarkus.oidc.authentication.scopes=SCOPE_LIST""";

    static final String QUARKUS = QUARKUS_FORM.formatted("quarkus.oidc.credentials.secret=${CLIENT_SECRET}\n");

    static final String QUARKUS_PUBLIC = QUARKUS_FORM.formatted("");

    private SnippetTexts() {}
}
