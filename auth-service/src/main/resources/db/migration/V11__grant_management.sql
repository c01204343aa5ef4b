-- The standing grant that a code changes instead of opening a new one.
ALTER TABLE authorization_code ADD COLUMN changes_grant_id uuid;
