-- A message that is listed as held by several imports is held by the one that its row names.
SELECT 'message ' || s.message || ' is held by imports, but not by the one its row names'
FROM (SELECT DISTINCT message FROM sighting) s JOIN message m ON m.id = s.message
WHERE NOT EXISTS (SELECT 1 FROM sighting t WHERE t.message = m.id AND t.import = m.import)
