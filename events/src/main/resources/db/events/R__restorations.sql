-- Moments to whose state the database was brought back. Revisions that others are told since are above those kept here by the greatest lead.
-- Repeatable, because the services' own migrations are past any number that one for all of them could have.
CREATE TABLE IF NOT EXISTS restoration (
    restored_to timestamptz PRIMARY KEY,
    lost        text NOT NULL CHECK (lost IN ('nothing', 'kafka_knows', 'unknown')),
    lead        bigint NOT NULL,
    done_at     timestamptz NOT NULL DEFAULT now()
);
