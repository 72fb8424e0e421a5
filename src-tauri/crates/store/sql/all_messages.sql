SELECT id, space, native_id, account, person, kind, sent_at, parent, parent_known, parent_author, conversation, text, precision FROM message
