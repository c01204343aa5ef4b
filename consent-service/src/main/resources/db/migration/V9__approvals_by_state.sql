CREATE INDEX approval_request_pending ON approval_request (organization, id) WHERE state = 'pending';
