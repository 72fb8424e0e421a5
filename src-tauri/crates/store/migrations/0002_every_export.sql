-- What exports of more platforms say. Frozen: what changes later is a file of its own.

-- How an import writes a person, where that says more than the person's key does.
CREATE TABLE person_detail (
    person    INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,  -- who
    import    INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,  -- which import says so
    native_id TEXT,  -- the platform's own id
    handle    TEXT,  -- without @, in the export's letters
    name      TEXT,  -- as it is displayed
    PRIMARY KEY (person, import)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_detail_by_import ON person_detail (import);

-- What was known of people before: said by the imports that hold their messages.
INSERT INTO person_detail
SELECT DISTINCT p.id, m.import, p.native_id, p.handle, p.name FROM person p JOIN message m ON m.person = p.id
WHERE (p.handle IS NOT NULL AND (p.handle <> p.key OR p.native_id IS NOT NULL)) OR (p.name IS NOT NULL AND p.key NOT LIKE 'name:%');

-- Imports may name the author of one message in different ways: each says whom it means.
UPDATE sighting SET record = json_set(record, '$.person', (SELECT person FROM message WHERE id = sighting.message)) WHERE record IS NOT NULL;

-- A response time that a help desk computed itself, without the messages; the newest import of an id counts.
CREATE TABLE response (
    id               INTEGER PRIMARY KEY,  -- the row, in this store only
    import           INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,  -- which import gives it
    space            TEXT NOT NULL,        -- within which native_id is unique
    native_id        TEXT NOT NULL,        -- the ticket or conversation
    account          INTEGER REFERENCES account,  -- who answers
    asked_at         INTEGER NOT NULL,     -- when it was opened
    precision        INTEGER NOT NULL,     -- of asked_at, in seconds
    certainty        TEXT NOT NULL,        -- stated, zone-chosen, zone-assumed
    seconds          INTEGER,              -- to the first reply, by the clock on the wall
    business_seconds INTEGER,              -- the same in the tool's business hours
    subject          TEXT,                 -- what it is about
    UNIQUE (space, native_id, import)
) STRICT;

CREATE INDEX response_by_import ON response (import);

-- Each stated response time as the newest import gives it.
CREATE VIEW responses AS
SELECT id, import, space, native_id, account, asked_at, precision, certainty, seconds, business_seconds, subject FROM (
    SELECT r.*, row_number() OVER (PARTITION BY r.space, r.native_id ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC) AS age
    FROM response r JOIN import i ON i.id = r.import)
WHERE age = 1;

-- What the columns of a table of no known format mean, as a user has said it once.
CREATE TABLE mapping (
    name    TEXT PRIMARY KEY,  -- what the user calls such files
    mapping TEXT NOT NULL      -- what the columns are, JSON
) STRICT, WITHOUT ROWID;

-- A message that is another record of a message under another id: LinkedIn numbers one post up to three times.
-- It is found anew after every import and undo, and left out of every figure.
CREATE TABLE twin (
    message INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,  -- the one that is left out
    of      INTEGER NOT NULL REFERENCES message ON DELETE CASCADE      -- the one that stands for both
) STRICT;

CREATE INDEX twin_by_of ON twin (of);
