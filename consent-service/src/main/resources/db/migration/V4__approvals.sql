-- What people asked their administrators to grant them, and what these decided.
CREATE TABLE approval_request (
    id               uuid PRIMARY KEY,
    organization     text NOT NULL,
    person           text NOT NULL,
    client_id        text NOT NULL,
    integration_name text NOT NULL,
    scopes           text[] NOT NULL,
    state            text NOT NULL CHECK (state IN ('pending', 'approved', 'refused', 'gone')),
    requested_at     timestamptz NOT NULL,
    decided_at       timestamptz,
    decided_by       text,
    reason           text
);
CREATE UNIQUE INDEX approval_request_waiting ON approval_request (person, client_id) WHERE state = 'pending';
CREATE INDEX approval_request_by_organization ON approval_request (organization, requested_at DESC, id);
