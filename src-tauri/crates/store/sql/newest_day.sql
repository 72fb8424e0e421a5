SELECT d.value FROM account_day d JOIN import i ON i.id = d.import
WHERE d.account = ?1 AND d.date = ?2 AND d.measure = ?3
ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC LIMIT 1
