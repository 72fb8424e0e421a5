-- As the schema declares it.
CREATE UNIQUE INDEX IF NOT EXISTS message_identity ON message (native_id, space)
