-- Who asks their administrators, by the name they are known by, and why, in their own words.
ALTER TABLE approval_request ADD COLUMN person_name text, ADD COLUMN justification text;
