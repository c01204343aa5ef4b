-- Whether the person held all that the aggregates cover. Of consents from before nobody knows: nothing joins them until they agree again.
ALTER TABLE consent ADD COLUMN complete boolean NOT NULL DEFAULT false;
