SELECT (SELECT coalesce(group_concat(id || ' ' || sha256 || ' ' || imported_at, ';'), '') FROM (SELECT * FROM import ORDER BY id))
    || (SELECT coalesce(group_concat(name || '=' || value, ';'), '') FROM (SELECT * FROM setting ORDER BY name))
