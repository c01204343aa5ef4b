-- Who did what to which integration, scope, consent and key, as all services tell it.
CREATE TABLE audit_entry (
    position     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id     text NOT NULL,
    source       text NOT NULL,
    happened_at  timestamptz NOT NULL,
    action       text NOT NULL,
    actor_kind   text NOT NULL,
    actor_id     text,
    target_kind  text NOT NULL,
    target_id    text NOT NULL,
    organization text,
    changes      text[] NOT NULL,
    reason       text,
    UNIQUE (source, event_id)
);
CREATE INDEX audit_entry_by_target ON audit_entry (target_id, position);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor_id, position) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_entry_by_organization ON audit_entry (organization, position) WHERE organization IS NOT NULL;
CREATE INDEX audit_entry_by_action ON audit_entry (action, position);
CREATE INDEX audit_entry_by_time ON audit_entry (happened_at);

-- Of whom events that are still on their way must not tell; kept for as long as topics keep events.
CREATE TABLE erased_actor (
    hash      bytea PRIMARY KEY,
    erased_at timestamptz NOT NULL DEFAULT now()
);

-- What was done stays as it was told; who did it may be forgotten.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'actor_id' <> to_jsonb(OLD) - 'actor_id' OR NEW.actor_id IS NOT NULL THEN
        RAISE EXCEPTION '% is not rewritten', TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
