-- Integrations (OAuth clients). A deleted one keeps its row: its client_id is never given to another.
CREATE TABLE integration (
    id            uuid PRIMARY KEY,
    client_id     text NOT NULL UNIQUE,
    owner         text NOT NULL,
    name          text NOT NULL,
    description   text NOT NULL,
    logo_uri      text,
    client_type   text NOT NULL CHECK (client_type IN ('confidential', 'public')),
    redirect_uris text[] NOT NULL,
    scopes        text[] NOT NULL,
    features      text[] NOT NULL,
    status        text NOT NULL CHECK (status IN ('enabled', 'disabled', 'deleted')),
    secret_hash   bytea,
    revision      bigint NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);
CREATE INDEX integration_by_owner ON integration (owner, id) WHERE status <> 'deleted';

-- Signing keys, each a JWK sealed under the master key.
CREATE TABLE signing_key (
    kid             text PRIMARY KEY,
    sealed_jwk      text NOT NULL,
    signs_from      timestamptz NOT NULL,
    signs_until     timestamptz NOT NULL,
    published_until timestamptz NOT NULL
);

-- The newest state of each consent that this service has heard of; scopes as in the consent's event.
CREATE TABLE consent (
    consent_id uuid PRIMARY KEY,
    revision   bigint NOT NULL,
    state      text NOT NULL,
    scopes     text[] NOT NULL,
    expanded   text[] NOT NULL
);

CREATE TABLE grants (
    id              uuid PRIMARY KEY,
    consent_id      uuid NOT NULL REFERENCES consent (consent_id),
    client_id       text NOT NULL,
    person          text NOT NULL,
    organization    text,
    scopes          text[] NOT NULL,
    expanded        text[] NOT NULL,
    catalog_version integer NOT NULL,
    opened_at       timestamptz NOT NULL,
    ended_at        timestamptz,
    end_reason      text
);
CREATE INDEX grants_standing_by_consent ON grants (consent_id) WHERE ended_at IS NULL;
CREATE INDEX grants_standing_by_client ON grants (client_id) WHERE ended_at IS NULL;

-- Codes and refresh tokens are kept as SHA-256 only; they carry 256 random bits, so no salt or stretching is needed.
CREATE TABLE authorization_code (
    code_hash        bytea PRIMARY KEY,
    flow_id          text NOT NULL UNIQUE,
    client_id        text NOT NULL,
    redirect_uri     text NOT NULL,
    code_challenge   text NOT NULL,
    person           text NOT NULL,
    organization     text,
    consent_id       uuid NOT NULL REFERENCES consent (consent_id),
    consent_revision bigint NOT NULL,
    scopes           text[] NOT NULL,
    expanded         text[] NOT NULL,
    catalog_version  integer NOT NULL,
    expires_at       timestamptz NOT NULL,
    redeemed_at      timestamptz,
    grant_id         uuid REFERENCES grants (id)
);
CREATE INDEX authorization_code_by_expiry ON authorization_code (expires_at);

CREATE TABLE refresh_token (
    token_hash bytea PRIMARY KEY,
    grant_id   uuid NOT NULL REFERENCES grants (id),
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    rotated_at timestamptz
);
CREATE INDEX refresh_token_by_grant ON refresh_token (grant_id);
CREATE INDEX refresh_token_by_expiry ON refresh_token (expires_at);

-- Access tokens of no grant (client credentials) that were revoked before their time.
CREATE TABLE revoked_access_token (
    jti        text PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
