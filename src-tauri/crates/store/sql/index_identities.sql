-- As the schema declares them.
CREATE UNIQUE INDEX message_identity ON message (native_id, space);
CREATE UNIQUE INDEX person_identity ON person (key, platform);
