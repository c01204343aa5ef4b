-- Sessions at Keycloak that ended, for as long as a cookie of this service could still speak of one.
CREATE TABLE ended_session (
    session_id text PRIMARY KEY,
    ended_at   timestamptz NOT NULL
);
CREATE INDEX ended_session_by_time ON ended_session (ended_at);

-- Logout tokens that integrations are still to be sent (OpenID Connect Back-Channel Logout); the id is the token's jti.
CREATE TABLE logout_delivery (
    id              uuid PRIMARY KEY,
    client_id       text NOT NULL,
    person          text NOT NULL,
    session_id      text NOT NULL,
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL
);
CREATE INDEX logout_delivery_by_time ON logout_delivery (next_attempt_at);
