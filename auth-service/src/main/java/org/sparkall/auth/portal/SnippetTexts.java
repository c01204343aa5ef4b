package org.sparkall.auth.portal;

/** The texts of the snippets, with placeholders in capitals. */
final class SnippetTexts {

    static final String CURL = """
            VERIFIER=$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\\n')
            CHALLENGE=$(printf %s "$VERIFIER" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=\\n')

            # Open this address in a browser, agree, and copy the code from the address you come back to:
            curl -sG -o /dev/null -w '%{url_effective}\\n' 'ISSUER/v1/authorize' \\
              -d response_type=code -d client_id=CLIENT_ID \\
              --data-urlencode 'redirect_uri=REDIRECT_URI' --data-urlencode 'scope=SCOPES' \\
              -d state=$(openssl rand -hex 16) -d code_challenge=$CHALLENGE -d code_challenge_method=S256
            printf 'code: ' >&2; read -r CODE

            curl -s 'ISSUER/v1/access_token' PROOF \\
              -d grant_type=authorization_code -d code="$CODE" -d code_verifier="$VERIFIER" \\
              --data-urlencode 'redirect_uri=REDIRECT_URI'""";

    /** openid-client refuses plain http unless it is told to; only a local issuer has it. */
    static final String ALLOW_HTTP = ",\n  { execute: [client.allowInsecureRequests] }";

    static final String JAVASCRIPT = """
            import * as client from 'openid-client'
            KEY
            const config = await client.discovery(
              new URL('ISSUER'), 'CLIENT_ID', PROOFINSECURE)

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

    static final String SPRING = """
            # src/main/resources/application.yaml
            spring:
              security:
                oauth2:
                  client:
                    registration:
                      spark:
                        client-id: CLIENT_ID
                        PROOF
                        authorization-grant-type: authorization_code
                        redirect-uri: 'REDIRECT_URI'
                        scope: 'SCOPE_LIST'
                    provider:
                      spark:
                        issuer-uri: 'ISSUER'""";

    static final String QUARKUS = """
            # src/main/resources/application.properties
            quarkus.oidc.application-type=web-app
            quarkus.oidc.auth-server-url=ISSUER
            quarkus.oidc.client-id=CLIENT_ID
            PROOFquarkus.oidc.authentication.pkce-required=true
            quarkus.oidc.authentication.redirect-path=REDIRECT_PATH
            quarkus.oidc.authentication.add-openid-scope=OPENID
            quarkus.oidc.authentication.id-token-required=OPENID
            quarkus.oidc.authentication.scopes=SCOPE_LIST""";

    static final String SPRING_API = """
            # src/main/resources/application.properties
            spring.security.oauth2.resourceserver.jwt.issuer-uri=ISSUER
            spring.security.oauth2.resourceserver.jwt.audiences=AUDIENCE

            // Access tokens are of the type that RFC 9068 gives them, which Spring Security takes when it is told to:
            @Bean
            JwtDecoder tokens(
                    @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer,
                    @Value("${spring.security.oauth2.resourceserver.jwt.audiences}") String audience) {
                NimbusJwtDecoder decoder =
                        NimbusJwtDecoder.withIssuerLocation(issuer).validateType(false).build();
                decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                        .issuer(issuer)
                        .audience(audience)
                        .build());
                return decoder;
            }""";

    static final String QUARKUS_API = """
            # src/main/resources/application.properties
            quarkus.oidc.auth-server-url=ISSUER
            quarkus.oidc.token.audience=AUDIENCE
            quarkus.oidc.application-type=service""";

    /** Signs with what Node.js has itself: the portal never asks for a private key. */
    static final String ASSERTION = """
            // assertion.mjs: node assertion.mjs private-key.pem
            import { createPrivateKey, randomUUID, sign } from 'node:crypto'
            import { readFileSync } from 'node:fs'

            const key = createPrivateKey(readFileSync(process.argv[2]))
            const part = it => Buffer.from(JSON.stringify(it)).toString('base64url')
            const now = Math.floor(Date.now() / 1000)
            const id = 'CLIENT_ID'
            const text = part({ alg: 'ES256', typ: 'JWT' }) + '.' + part({
              iss: id, sub: id, aud: 'ISSUER',
              iat: now, exp: now + 300, jti: randomUUID(),
            })
            const how = { key, dsaEncoding: 'ieee-p1363' }
            const signature = sign('sha256', Buffer.from(text), how)
            console.log(text + '.' + signature.toString('base64url'))""";

    private SnippetTexts() {}
}
