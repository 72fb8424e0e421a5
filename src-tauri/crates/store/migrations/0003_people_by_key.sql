-- People's keys get an index of their own, which a first import can make when all are in. Frozen: what changes later is a file of its own.

-- An author who is not one of the accounts.
CREATE TABLE person_by_key (
    id        INTEGER PRIMARY KEY,  -- the row, in this store only
    platform  TEXT NOT NULL,        -- x, facebook, conversation, …
    key       TEXT NOT NULL,        -- the handle in lower case, else `id:` and the native id, else `name:` and the name
    native_id TEXT,                 -- the platform's own id
    handle    TEXT,                 -- without @
    name      TEXT                  -- as it is displayed
) STRICT;

INSERT INTO person_by_key SELECT id, platform, key, native_id, handle, name FROM person;
DROP VIEW messages;
DROP TABLE person;
ALTER TABLE person_by_key RENAME TO person;
CREATE UNIQUE INDEX person_identity ON person (key, platform);

-- Messages in words, for reading and for SQL by hand.
CREATE VIEW messages AS
SELECT m.id, s.name AS space, m.native_id, a.platform, a.handle AS account, m.direction, coalesce(p.handle, p.native_id) AS person, m.kind,
       strftime('%Y-%m-%dT%H:%M:%SZ', m.sent_at / 1000, 'unixepoch') AS sent_at, m.precision, m.certainty, m.parent, m.parent_author,
       m.conversation, m.text, m.permalink, m.import
FROM message m JOIN id_space s ON s.id = m.space LEFT JOIN account a ON a.id = m.account LEFT JOIN person p ON p.id = m.person;
