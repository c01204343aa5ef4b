-- When each signing key came to be, and when trust in it ended early. Of a compromised key nothing is kept but its times.
ALTER TABLE signing_key
    ADD COLUMN made_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN compromised_at timestamptz;
