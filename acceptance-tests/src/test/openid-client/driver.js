// Does with openid-client what the tests say: a line of JSON in, a line of JSON out. It holds no rule of its own and repairs nothing.
import { createInterface } from 'node:readline';
import * as oidc from 'openid-client';

const session = {};

/** Every answer of the server that the library got, for tests that ask what it had to do. */
const answers = [];

async function observedFetch(address, options) {
  const response = await fetch(address, options);
  const { pathname } = new URL(address);
  const body = response.ok ? '' : await response.clone().text();
  answers.push(`${options.method} ${pathname} ${response.status} ${/"error":"(\w+)"/.exec(body)?.[1] ?? ''}`.trim());
  return response;
}

async function authentication({ secret, method, privateKey }) {
  switch (method) {
    case 'client_secret_basic':
      return oidc.ClientSecretBasic(secret);
    case 'private_key_jwt': {
      const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
      const key = await crypto.subtle.importKey('jwk', privateKey, algorithm, false, ['sign']);
      return oidc.PrivateKeyJwt({ key, kid: privateKey.kid });
    }
    case 'none':
      return oidc.None();
    default:
      return oidc.ClientSecretPost(secret);
  }
}

const commands = {
  async discover(options) {
    session.config = await oidc.discovery(
      new URL(options.issuer),
      options.clientId,
      undefined,
      await authentication(options),
      {
        algorithm: options.algorithm ?? 'oidc',
        [oidc.customFetch]: observedFetch,
        // The suite under test is at a loopback address. Anywhere else the issuer has https, and this line must not be there.
        execute: [oidc.allowInsecureRequests],
      },
    );
    session.proof = options.dpop && {
      DPoP: oidc.getDPoPHandle(session.config, await oidc.randomDPoPKeyPair('ES256')),
    };
    const metadata = session.config.serverMetadata();
    return { ...metadata, supportsPkce: metadata.supportsPKCE() };
  },

  async authorizationUrl({ pushed, parameters }) {
    session.verifier = oidc.randomPKCECodeVerifier();
    session.state = oidc.randomState();
    session.nonce = parameters.scope.split(' ').includes('openid') ? oidc.randomNonce() : undefined;
    const all = {
      ...parameters,
      code_challenge: await oidc.calculatePKCECodeChallenge(session.verifier),
      code_challenge_method: 'S256',
      state: session.state,
      ...(session.nonce && { nonce: session.nonce }),
    };
    const url = pushed
      ? await oidc.buildAuthorizationUrlWithPAR(session.config, all, session.proof)
      : oidc.buildAuthorizationUrl(session.config, all);
    return { url: url.href, state: session.state };
  },

  async callback({ url, maxAge }) {
    const checks = {
      pkceCodeVerifier: session.verifier,
      expectedState: session.state,
      expectedNonce: session.nonce,
      idTokenExpected: session.nonce !== undefined,
      maxAge,
    };
    return told(await oidc.authorizationCodeGrant(session.config, new URL(url), checks, undefined, session.proof));
  },

  async refresh({ refreshToken, parameters }) {
    return told(await oidc.refreshTokenGrant(session.config, refreshToken, parameters, session.proof));
  },

  async clientCredentials({ parameters }) {
    return told(await oidc.clientCredentialsGrant(session.config, parameters, session.proof));
  },

  async exchange({ parameters }) {
    const type = 'urn:ietf:params:oauth:grant-type:token-exchange';
    return told(await oidc.genericGrantRequest(session.config, type, parameters, session.proof));
  },

  userInfo: ({ accessToken, subject }) => oidc.fetchUserInfo(session.config, accessToken, subject, session.proof),

  introspect: ({ token }) => oidc.tokenIntrospection(session.config, token),

  async revoke({ token, hint }) {
    await oidc.tokenRevocation(session.config, token, hint && { token_type_hint: hint });
    return {};
  },

  async device({ scope }) {
    session.device = await oidc.initiateDeviceAuthorization(session.config, { scope });
    return session.device;
  },

  async deviceTokens() {
    return told(await oidc.pollDeviceAuthorizationGrant(session.config, session.device, undefined, session.proof));
  },

  endSessionUrl: ({ parameters }) => ({ url: oidc.buildEndSessionUrl(session.config, parameters).href }),

  answers: () => answers,
};

const told = (tokens) => ({ ...tokens, claims: tokens.claims() });

/** What the library refuses, it says in an exception: its own code, or the server's error. */
const refusal = ({ name, code, error, status, message, cause }) => ({
  refused: { name, code, error, status, message, cause: cause?.message },
});

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...options } = JSON.parse(line);
  const answer = await Promise.resolve()
    .then(() => commands[command](options))
    .catch(refusal);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
