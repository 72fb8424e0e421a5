SELECT ia.account, i.format, coalesce(i.covers_from, i.oldest), i.as_of
FROM import_account ia JOIN import i ON i.id = ia.import
WHERE coalesce(i.covers_from, i.oldest) IS NOT NULL AND i.as_of IS NOT NULL
ORDER BY ia.account, i.id
