SELECT (SELECT coalesce(group_concat(name || '=' || value, ';'), '') FROM (SELECT * FROM setting ORDER BY name))
    || (SELECT coalesce(group_concat(concat_ws(' ', platform, handle, since, zone, nation, hours), ';'), '') FROM office)
    || (SELECT coalesce(group_concat(concat_ws(' ', platform, handle, since, within), ';'), '') FROM promise)
