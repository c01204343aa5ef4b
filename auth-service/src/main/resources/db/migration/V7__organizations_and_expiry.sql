-- What organisations say of integrations: each change is a row, the newest holds. Rows are only ever added.
CREATE TABLE organization_rule (
    organization text NOT NULL,
    client_id    text NOT NULL,
    revision     bigint NOT NULL,
    rule         text NOT NULL CHECK (rule IN ('none', 'approved', 'pre_approved', 'blocked')),
    reason       text,
    changed_by   text NOT NULL,
    changed_at   timestamptz NOT NULL,
    PRIMARY KEY (organization, client_id, revision)
);

-- Whether people of an organisation may use integrations that it says nothing of; without a row they may.
CREATE TABLE organization_policy (
    organization      text PRIMARY KEY,
    approval_required boolean NOT NULL,
    changed_by        text NOT NULL,
    changed_at        timestamptz NOT NULL
);

CREATE INDEX grants_standing_by_organization ON grants (organization, client_id)
    WHERE ended_at IS NULL AND organization IS NOT NULL;

CREATE INDEX revoked_access_token_by_expiry ON revoked_access_token (expires_at);
CREATE INDEX wrong_user_code_by_time ON wrong_user_code (at);
