-- Replicas keep integrations in memory, and forget one when it has changed.
CREATE FUNCTION notify_integration_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('integration_changed', COALESCE(NEW.client_id, OLD.client_id));
    RETURN NULL;
END
$$;
CREATE TRIGGER integration_changed AFTER UPDATE OR DELETE ON integration
    FOR EACH ROW EXECUTE FUNCTION notify_integration_changed();
