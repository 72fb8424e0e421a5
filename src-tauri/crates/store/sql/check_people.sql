-- Every message's account and person exist.
SELECT 'message ' || m.id || ' names an account or a person that is missing' FROM message m
WHERE (m.account IS NOT NULL AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = m.account))
   OR (m.person IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = m.person))
