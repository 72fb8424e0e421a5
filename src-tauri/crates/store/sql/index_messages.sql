-- As the schema declares it.
CREATE UNIQUE INDEX message_identity ON message (space, native_id)
