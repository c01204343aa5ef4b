-- Where the trace of what wrote a row goes on (W3C Trace Context traceparent).
ALTER TABLE outbox ADD COLUMN trace_parent text;
