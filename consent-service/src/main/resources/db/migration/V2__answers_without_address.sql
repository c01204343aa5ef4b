-- Where the browser went is nobody's concern once the person has answered; a device's request has no such address.
ALTER TABLE consent_answer DROP COLUMN redirect_uri;
