-- Whether the person held all that the aggregates cover when they signed in. Of grants from before nobody knows: nothing joins them.
ALTER TABLE grants ADD COLUMN complete boolean NOT NULL DEFAULT false;
ALTER TABLE authorization_code ADD COLUMN complete boolean NOT NULL DEFAULT false;
ALTER TABLE device_authorization ADD COLUMN complete boolean NOT NULL DEFAULT false;
