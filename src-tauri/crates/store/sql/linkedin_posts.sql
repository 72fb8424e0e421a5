-- What accounts of ours posted on LinkedIn, by account and by the time in the id.
SELECT m.id, m.account, s.name, m.native_id, coalesce(m.text, '')
FROM message m JOIN id_space s ON s.id = m.space
WHERE s.name IN ('linkedin-activity', 'linkedin-share', 'linkedin-ugc') AND m.person IS NULL AND m.account IS NOT NULL
ORDER BY m.account, CAST(m.native_id AS INTEGER) >> 22, s.name, m.native_id
