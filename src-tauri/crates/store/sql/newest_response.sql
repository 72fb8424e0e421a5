-- Whether the newest import of this ticket says something else.
SELECT (r.account, r.asked_at, r.seconds, r.business_seconds, r.subject) IS NOT (?3, ?4, ?5, ?6, ?7)
FROM response r JOIN import i ON i.id = r.import
WHERE r.space = ?1 AND r.native_id = ?2
ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC LIMIT 1
