-- Where the trace of what wrote a row goes on (W3C Trace Context traceparent).
ALTER TABLE outbox ADD COLUMN trace_parent text;

-- In how many things the realm differed when it was last compared: a replica that did not compare it knows, too.
ALTER TABLE realm_progress ADD COLUMN drift integer NOT NULL DEFAULT 0;
