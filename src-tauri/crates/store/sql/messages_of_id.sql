SELECT coalesce(t.of, m.id), s.name, iif(m.person IS NULL, m.account, NULL), m.kind = 'direct'
FROM message m JOIN id_space s ON s.id = m.space LEFT JOIN twin t ON t.message = m.id
WHERE m.native_id = ?1 ORDER BY s.name
