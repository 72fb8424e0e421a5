SELECT coalesce(group_concat(id || ' ' || sha256 || ' ' || imported_at, ';'), '') FROM (SELECT * FROM import ORDER BY id)
