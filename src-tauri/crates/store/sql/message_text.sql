SELECT m.id, m.native_id, m.sent_at, m.precision, a.handle, coalesce(p.handle, p.name, p.native_id), coalesce(m.text, ''), m.permalink, m.import
FROM message m LEFT JOIN account a ON a.id = m.account LEFT JOIN person p ON p.id = m.person
WHERE m.id = ?1
