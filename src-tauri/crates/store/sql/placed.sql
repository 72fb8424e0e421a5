SELECT (SELECT coalesce(group_concat(concat_ws(' ', platform, handle, peer), ';'), '') FROM register)
    || (SELECT coalesce(group_concat(concat_ws(' ', space, native_id, verdict), ';'), '') FROM overruled)
