-- Why a person needs what they ask their administrators for, in their own words.
ALTER TABLE approval_request ADD COLUMN justification text;
