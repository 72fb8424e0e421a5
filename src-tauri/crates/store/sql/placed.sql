SELECT (SELECT coalesce(group_concat(concat_ws(' ', platform, handle), ';'), '') FROM register WHERE peer = 1)
    || '|' || (SELECT coalesce(group_concat(concat_ws(' ', space, native_id, verdict), ';'), '') FROM overruled)
