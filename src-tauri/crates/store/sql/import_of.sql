SELECT i.id FROM import i LEFT JOIN account a ON a.id = i.account
WHERE i.sha256 = ?1 AND i.format = ?2 AND (?3 IS NULL OR a.handle = ?3)
ORDER BY i.id LIMIT 1
