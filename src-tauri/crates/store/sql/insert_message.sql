INSERT INTO message (space, native_id, account, person, kind, sent_at, precision, certainty, parent, parent_known, parent_author,
                     conversation, text, text_cut, permalink, import)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
ON CONFLICT DO NOTHING
