SELECT i.id, i.path, i.sha256, i.format, a.handle, strftime('%Y-%m-%dT%H:%M:%SZ', i.imported_at / 1000, 'unixepoch'),
       i.found, i.added, i.updated, i.unchanged, i.rejected, coalesce(i.covers_from, i.oldest), coalesce(i.covers_to, i.as_of)
FROM import i LEFT JOIN account a ON a.id = i.account
ORDER BY i.id DESC
