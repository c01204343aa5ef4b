-- An administrator ends all that people of the organisation agreed to with an integration: a piece of work, and how far it is.
CREATE TABLE organization_ending (
    id           uuid PRIMARY KEY,
    organization text NOT NULL,
    client_id    text NOT NULL,
    total        bigint NOT NULL,
    done         bigint NOT NULL,
    actor_id     uuid NOT NULL REFERENCES consent_actor (id),
    reason       text,
    started_at   timestamptz NOT NULL,
    finished_at  timestamptz
);
CREATE UNIQUE INDEX organization_ending_running ON organization_ending (organization, client_id) WHERE finished_at IS NULL;
