-- The exact words that people were shown, once for all who were shown the same.
CREATE TABLE consent_wording (
    hash           text PRIMARY KEY,
    language       text NOT NULL,
    text_version   text NOT NULL,
    html           text NOT NULL,
    first_shown_at timestamptz NOT NULL
);

-- What stands, how long it will, and since when.
ALTER TABLE consent
    ADD COLUMN approved text[] NOT NULL DEFAULT '{}',
    ADD COLUMN granted_at timestamptz,
    ADD COLUMN last_used_at timestamptz,
    ADD COLUMN expiry text NOT NULL DEFAULT 'none' CHECK (expiry IN ('none', 'fixed', 'unused')),
    ADD COLUMN expiry_days integer,
    ADD COLUMN expires_at timestamptz,
    ADD COLUMN warned_at timestamptz,
    -- Binds the history to the person, and nobody to it once it is gone.
    ADD COLUMN person_salt bytea DEFAULT decode(replace(gen_random_uuid()::text, '-', ''), 'hex'),
    ADD CONSTRAINT consent_expiry_days CHECK ((expiry = 'none') = (expiry_days IS NULL));
UPDATE consent SET granted_at = changed_at WHERE state = 'granted';
CREATE INDEX consent_by_integration ON consent (client_id, id) WHERE state = 'granted';
CREATE INDEX consent_by_organization ON consent (organization, client_id, id) WHERE state = 'granted';
CREATE INDEX consent_due ON consent (expires_at) WHERE state = 'granted' AND expires_at IS NOT NULL;
CREATE INDEX consent_unwarned ON consent (expires_at)
    WHERE state = 'granted' AND expires_at IS NOT NULL AND warned_at IS NULL;

-- Who acted for somebody else. The subject goes when they are erased.
CREATE TABLE consent_actor (
    id      uuid PRIMARY KEY,
    subject text UNIQUE
);

ALTER TABLE consent_history
    ADD COLUMN position bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN actor_id uuid REFERENCES consent_actor (id),
    ADD COLUMN person_commitment text,
    ADD COLUMN client_id text,
    ADD COLUMN organization text,
    ADD COLUMN integration_name text,
    ADD COLUMN approved text[] NOT NULL DEFAULT '{}',
    ADD COLUMN complete boolean NOT NULL DEFAULT false,
    ADD COLUMN expiry text NOT NULL DEFAULT 'none',
    ADD COLUMN expiry_days integer,
    ADD COLUMN wording text REFERENCES consent_wording (hash),
    ADD COLUMN reason text,
    ADD COLUMN hash bytea;
INSERT INTO consent_actor (id, subject)
    SELECT gen_random_uuid(), h.actor FROM consent_history h JOIN consent c ON c.id = h.consent_id
    WHERE h.actor <> c.person AND h.actor <> 'sign-in' AND h.actor NOT LIKE 'organization:%' GROUP BY h.actor;
UPDATE consent_history h SET
    actor_id = (SELECT a.id FROM consent_actor a WHERE a.subject = h.actor AND h.actor <> c.person),
    actor = CASE WHEN h.actor = c.person THEN 'person'
                 WHEN h.actor = 'sign-in' THEN 'sign_in'
                 WHEN h.actor LIKE 'organization:%' THEN 'organization'
                 ELSE 'administrator' END,
    person_commitment = encode(sha256(c.person_salt || convert_to(c.person, 'UTF8')), 'hex'),
    client_id = c.client_id,
    organization = c.organization,
    integration_name = c.integration_name,
    complete = c.complete
    FROM consent c WHERE c.id = h.consent_id;
CREATE UNIQUE INDEX consent_history_by_position ON consent_history (position);

-- The chain over all histories: each link covers what was written since the one before.
CREATE TABLE consent_seal (
    number     bigint PRIMARY KEY,
    up_to      bigint NOT NULL,
    entries    bigint NOT NULL,
    hash       bytea NOT NULL,
    sealed_at  timestamptz NOT NULL
);

-- How many people of an organisation agree to what. Changes are added beside, so that nobody waits for anybody; a job sums them up.
CREATE TABLE consent_tally (
    organization text NOT NULL,
    client_id    text NOT NULL,
    scope        text NOT NULL,
    people       bigint NOT NULL,
    PRIMARY KEY (organization, client_id, scope)
);
CREATE TABLE consent_tally_change (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organization text NOT NULL,
    client_id    text NOT NULL,
    scope        text NOT NULL,
    change       bigint NOT NULL
);
CREATE INDEX consent_tally_change_by_organization ON consent_tally_change (organization);
INSERT INTO consent_tally (organization, client_id, scope, people)
    SELECT organization, client_id, scope, count(*)
    FROM consent, LATERAL unnest(scopes || ARRAY['']) AS s (scope)
    WHERE state = 'granted' AND organization IS NOT NULL GROUP BY organization, client_id, scope;
