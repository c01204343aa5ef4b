-- What is heard late of an earlier revision is not about a grant that rests on a later one. Those of before this was known follow every event.
-- The default stays: replicas of before this may still write while the suite is upgraded.
ALTER TABLE grants ADD COLUMN consent_revision bigint NOT NULL DEFAULT 0;
