-- Whether the newest release of this guid says something else.
SELECT (r.published_at, r.title, r.body, r.link) IS NOT (?2, ?3, ?4, ?5) FROM release r JOIN import i ON i.id = r.import
WHERE r.guid = ?1
ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC LIMIT 1
