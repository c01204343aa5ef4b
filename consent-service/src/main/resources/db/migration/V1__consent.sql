-- One row for each person and integration: what holds now.
CREATE TABLE consent (
    id               uuid PRIMARY KEY,
    person           text NOT NULL,
    client_id        text NOT NULL,
    organization     text,
    integration_name text NOT NULL,
    state            text NOT NULL CHECK (state IN ('granted', 'declined', 'withdrawn', 'expired')),
    scopes           text[] NOT NULL,
    expanded         text[] NOT NULL,
    catalog_version  integer NOT NULL,
    revision         bigint NOT NULL,
    created_at       timestamptz NOT NULL,
    changed_at       timestamptz NOT NULL,
    UNIQUE (person, client_id)
);
CREATE INDEX consent_by_person ON consent (person, id);

-- What was said and done, one row for each revision; only ever added to.
CREATE TABLE consent_history (
    consent_id      uuid NOT NULL REFERENCES consent (id),
    revision        bigint NOT NULL,
    event           text NOT NULL,
    actor           text NOT NULL,
    state           text NOT NULL,
    scopes          text[] NOT NULL,
    expanded        text[] NOT NULL,
    catalog_version integer NOT NULL,
    happened_at     timestamptz NOT NULL,
    PRIMARY KEY (consent_id, revision)
);

-- The answer to each consent request. The key makes a challenge good for one answer only.
CREATE TABLE consent_answer (
    request_id      uuid PRIMARY KEY,
    reference       text NOT NULL,
    person          text NOT NULL,
    client_id       text NOT NULL,
    redirect_uri    text NOT NULL,
    status          text NOT NULL CHECK (status IN ('granted', 'declined')),
    consent_id      uuid NOT NULL REFERENCES consent (id),
    revision        bigint NOT NULL,
    catalog_version integer NOT NULL,
    scopes          text[] NOT NULL,
    expanded        text[] NOT NULL,
    answered_at     timestamptz NOT NULL
);
CREATE INDEX consent_answer_by_time ON consent_answer (answered_at);
