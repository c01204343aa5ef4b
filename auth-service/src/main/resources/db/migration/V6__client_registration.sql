-- Initial access tokens (RFC 7591 section 1.2): who has one may register integrations for the developer who made it. Revoking deletes it.
CREATE TABLE initial_access_token (
    id         uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    owner      text NOT NULL,
    label      text NOT NULL,
    uses_left  integer NOT NULL CHECK (uses_left >= 0),
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX initial_access_token_by_owner ON initial_access_token (owner, id);
CREATE INDEX initial_access_token_by_expiry ON initial_access_token (expires_at);

-- Registration access tokens (RFC 7592 section 3), one of each integration that registered itself; and for a short while the one before it.
CREATE TABLE registration_access_token (
    client_id      text PRIMARY KEY REFERENCES integration (client_id),
    token_hash     bytea NOT NULL,
    previous_hash  bytea,
    previous_until timestamptz
);
