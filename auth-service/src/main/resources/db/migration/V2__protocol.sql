-- How an integration speaks the protocol (RFC 7591 section 2, RFC 9126, RFC 9449, OpenID Connect).
ALTER TABLE integration
    ADD COLUMN auth_method text NOT NULL DEFAULT 'client_secret_basic'
        CHECK (auth_method IN ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
    ADD COLUMN jwks text,
    ADD COLUMN grant_types text[] NOT NULL DEFAULT
        '{authorization_code,refresh_token,urn:ietf:params:oauth:grant-type:token-exchange,client_credentials}',
    ADD COLUMN require_pushed boolean NOT NULL DEFAULT false,
    ADD COLUMN dpop_bound boolean NOT NULL DEFAULT false,
    ADD COLUMN post_logout_redirect_uris text[] NOT NULL DEFAULT '{}',
    ADD COLUMN backchannel_logout_uri text;
UPDATE integration
    SET auth_method = 'none', grant_types = array_remove(grant_types, 'client_credentials')
    WHERE client_type = 'public';

-- What a code and its grant remember of the request and of the sign-in.
ALTER TABLE authorization_code
    ADD COLUMN resources text[] NOT NULL DEFAULT '{}',
    ADD COLUMN dpop_jkt text,
    ADD COLUMN nonce text,
    ADD COLUMN authenticated_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN acr text,
    ADD COLUMN session_id text;
ALTER TABLE grants
    ADD COLUMN resources text[] NOT NULL DEFAULT '{}',
    ADD COLUMN dpop_jkt text,
    ADD COLUMN authenticated_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN acr text,
    ADD COLUMN session_id text;
CREATE INDEX grants_standing_by_session ON grants (session_id) WHERE ended_at IS NULL AND session_id IS NOT NULL;

-- Authorization requests that were pushed (RFC 9126), until the browser brings their address.
CREATE TABLE pushed_request (
    request_hash bytea PRIMARY KEY,
    client_id    text NOT NULL,
    parameters   text NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX pushed_request_by_expiry ON pushed_request (expires_at);

-- JWTs that are good once: client assertions (RFC 7523) and DPoP proofs (RFC 9449), by the hash of issuer and jti.
CREATE TABLE used_jwt (
    use_hash   bytea PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
CREATE INDEX used_jwt_by_expiry ON used_jwt (expires_at);

-- Tokens that were narrowed out of a grant (RFC 8693).
CREATE TABLE narrowed_token (
    jti        text PRIMARY KEY,
    grant_id   uuid NOT NULL REFERENCES grants (id),
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    audience   text[] NOT NULL,
    scopes     text[] NOT NULL
);
CREATE INDEX narrowed_token_by_grant ON narrowed_token (grant_id);
CREATE INDEX narrowed_token_by_expiry ON narrowed_token (expires_at);

-- Device authorizations (RFC 8628). The user code is kept as a keyed hash: it has too little entropy for a plain one.
CREATE TABLE device_authorization (
    device_code_hash bytea PRIMARY KEY,
    user_code_hash   bytea NOT NULL UNIQUE,
    flow_id          text NOT NULL UNIQUE,
    client_id        text NOT NULL,
    scopes           text[] NOT NULL,
    resources        text[] NOT NULL,
    status           text NOT NULL CHECK (status IN ('pending', 'approved', 'denied', 'redeemed')),
    poll_interval    integer NOT NULL,
    next_poll_at     timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    person           text,
    organization     text,
    consent_id       uuid REFERENCES consent (consent_id),
    consent_revision bigint,
    granted          text[],
    expanded         text[],
    catalog_version  integer,
    authenticated_at timestamptz,
    acr              text,
    session_id       text,
    grant_id         uuid REFERENCES grants (id)
);
CREATE INDEX device_authorization_by_expiry ON device_authorization (expires_at);

-- Wrong user codes, by who typed them.
CREATE TABLE wrong_user_code (
    person text NOT NULL,
    at     timestamptz NOT NULL
);
CREATE INDEX wrong_user_code_by_person ON wrong_user_code (person, at);
