SELECT coalesce(t.of, m.id), o.verdict, o.reason
FROM overruled o JOIN id_space s ON s.name = o.space JOIN message m ON m.native_id = o.native_id AND m.space = s.id
     LEFT JOIN twin t ON t.message = m.id
ORDER BY o.space, o.native_id
