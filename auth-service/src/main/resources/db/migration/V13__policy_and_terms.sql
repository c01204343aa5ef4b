-- Where an integration says how it deals with what it learns of people, and on which terms it works.
ALTER TABLE integration ADD COLUMN policy_uri text, ADD COLUMN tos_uri text;
