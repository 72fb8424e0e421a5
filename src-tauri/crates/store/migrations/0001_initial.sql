-- The first schema. Frozen: what changes later is a file of its own.
-- Times are UTC milliseconds since 1970, unless a column says otherwise. NULL is "not known", never zero.

-- `EARS`: tells a store from any other SQLite file.
PRAGMA application_id = 1161908819;

-- What was chosen for this store: `zone`, the reporting zone in which months and days are cut.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,  -- what is chosen
    value TEXT NOT NULL      -- what was chosen
) STRICT, WITHOUT ROWID;

-- One presence on one platform: ours, or one that an export speaks of in our name.
CREATE TABLE account (
    id        INTEGER PRIMARY KEY,           -- the row, in this store only
    platform  TEXT NOT NULL,                 -- x, conversation
    handle    TEXT NOT NULL COLLATE NOCASE,  -- without @, as the newest import writes it
    native_id TEXT,                          -- the platform's own id
    name      TEXT,                          -- as it is displayed
    UNIQUE (platform, handle)
) STRICT;

-- An author who is not one of the accounts.
CREATE TABLE person (
    id        INTEGER PRIMARY KEY,  -- the row, in this store only
    platform  TEXT NOT NULL,        -- x, conversation
    key       TEXT NOT NULL,        -- the handle in lower case, or `id:` and the native id
    native_id TEXT,                 -- the platform's own id
    handle    TEXT,                 -- without @
    name      TEXT,                 -- as it is displayed
    UNIQUE (platform, key)
) STRICT;

-- One imported file, or the several files of one archive.
CREATE TABLE import (
    id          INTEGER PRIMARY KEY,         -- the row, in this store only; counted up as files come in
    path        TEXT NOT NULL,               -- what was opened, and where in it
    sha256      TEXT NOT NULL,               -- of its bytes
    format      TEXT NOT NULL,               -- the reader's id
    account     INTEGER REFERENCES account,  -- whose export it is; NULL: of several accounts, or of none
    plan        TEXT NOT NULL,               -- the plan it was imported by, JSON
    imported_at INTEGER NOT NULL,            -- when it was imported
    oldest      INTEGER,                     -- its oldest message, day or release
    as_of       INTEGER,                     -- the end of what it says it covers, else its newest message
    covers_from INTEGER,                     -- what it says it covers
    covers_to   INTEGER,                     -- to when
    found       INTEGER NOT NULL,            -- rows: added + updated + unchanged + rejected
    added       INTEGER NOT NULL,            -- rows that were new
    updated     INTEGER NOT NULL,            -- rows that changed what was known
    unchanged   INTEGER NOT NULL,            -- rows that were known
    rejected    INTEGER NOT NULL             -- rows that were not taken in; each is a problem
) STRICT;

-- What an import says about the accounts in it.
CREATE TABLE import_account (
    import    INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,  -- which import
    account   INTEGER NOT NULL REFERENCES account,  -- which account
    handle    TEXT NOT NULL,  -- as this import writes it
    native_id TEXT,           -- the platform's own id, where it says so
    name      TEXT,           -- as it is displayed, where it says so
    PRIMARY KEY (import, account)
) STRICT, WITHOUT ROWID;

-- The sets within which a message's id is unique.
CREATE TABLE id_space (
    id   INTEGER PRIMARY KEY,  -- the row, in this store only
    name TEXT NOT NULL UNIQUE  -- x-post, x-direct, conversation, conversation:NAME
) STRICT;

-- One utterance, each once, however many exports hold it. Every field is the newest export's that has it.
-- account and person are not declared as foreign keys: to undo an import would then search all messages once for each person
-- in it. `earshot check` looks for messages whose account or person is missing.
CREATE TABLE message (
    id            INTEGER PRIMARY KEY,  -- the row, in this store only
    space         INTEGER NOT NULL REFERENCES id_space,  -- within which native_id is unique
    native_id     TEXT NOT NULL,        -- the platform's own id
    account       INTEGER,              -- outbound: who said it; inbound: whom it is directed at, where the export says so
    person        INTEGER,              -- who said it; NULL: the account did
    direction     TEXT GENERATED ALWAYS AS (iif(person IS NULL, 'outbound', 'inbound')) VIRTUAL,  -- outbound: we said it
    kind          TEXT NOT NULL,        -- post, repost, direct
    sent_at       INTEGER NOT NULL,     -- when it was said
    precision     INTEGER NOT NULL,     -- of sent_at, in seconds: 1, 60, 86400
    certainty     TEXT NOT NULL,        -- stated, from-id, zone-chosen
    parent        TEXT,                 -- the native id of the message that it answers, in the same space
    parent_known  INTEGER NOT NULL,     -- 1: the export tells parents, so no parent means that there is none
    parent_author TEXT,                 -- the handle of who wrote the parent, where the export states it
    conversation  TEXT,                 -- the platform's id of the exchange
    text          TEXT,                 -- plain text, nothing stripped
    text_cut      INTEGER NOT NULL,     -- 1: the export cut the text
    permalink     TEXT,                 -- its address
    import        INTEGER NOT NULL REFERENCES import  -- the newest import that holds it
) STRICT;

CREATE UNIQUE INDEX message_identity ON message (native_id, space);

-- Which imports hold a message; only for messages that more than one import holds.
CREATE TABLE sighting (
    message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,  -- which message
    import  INTEGER NOT NULL REFERENCES import,  -- which import holds it
    record  TEXT,                                -- what it says, JSON; NULL: just what the message's row says
    PRIMARY KEY (message, import)
) STRICT, WITHOUT ROWID;

CREATE INDEX sighting_by_import ON sighting (import);

-- A message's counts as one import gives them: lifetime, up to that import's as_of.
CREATE TABLE snapshot (
    message           INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,  -- which message
    import            INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,  -- which import counts
    reach             INTEGER,  -- unique people; never impressions
    impressions       INTEGER,  -- times shown
    engagements       INTEGER,  -- the platform's own sum
    likes             INTEGER,  -- likes, favourites
    replies           INTEGER,  -- replies, comments
    reposts           INTEGER,  -- reposts, retweets, boosts
    shares            INTEGER,  -- shares elsewhere
    saves             INTEGER,  -- bookmarks and saves
    follows           INTEGER,  -- follows from the post
    profile_visits    INTEGER,  -- clicks on the author's profile
    detail_expands    INTEGER,  -- openings of the post itself
    url_clicks        INTEGER,  -- clicks on a link in it
    hashtag_clicks    INTEGER,  -- clicks on a hashtag in it
    permalink_clicks  INTEGER,  -- clicks on its address
    media_views       INTEGER,  -- views of its pictures and films
    media_engagements INTEGER,  -- clicks on its pictures and films
    other             TEXT,     -- what else the platform counts, a JSON object
    PRIMARY KEY (message, import)
) STRICT, WITHOUT ROWID;

CREATE INDEX snapshot_by_import ON snapshot (import);

-- What happened to an account on a day, by the platform's daily file. Never to be mixed with lifetime counts.
CREATE TABLE account_day (
    account INTEGER NOT NULL REFERENCES account,  -- which account
    date    TEXT NOT NULL,                        -- YYYY-MM-DD, the platform's day
    measure TEXT NOT NULL,                        -- impressions, likes, …
    import  INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,  -- which import says so
    value   INTEGER NOT NULL,                     -- how many
    PRIMARY KEY (account, date, measure, import)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_day_by_import ON account_day (import);

-- A press release as one import gives it; the newest import of a guid counts.
CREATE TABLE release (
    id           INTEGER PRIMARY KEY,  -- the row, in this store only
    import       INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,  -- which import gives it
    guid         TEXT NOT NULL,        -- the feed's id of it, else its link
    published_at INTEGER NOT NULL,     -- when it was published
    precision    INTEGER NOT NULL,     -- of published_at, in seconds
    title        TEXT NOT NULL,        -- its headline
    body         TEXT NOT NULL,        -- its text, without mark-up
    link         TEXT,                 -- its address
    UNIQUE (guid, import)
) STRICT;

CREATE INDEX release_by_import ON release (import);

-- What could not be taken in, with the row as it stood, and what is worth knowing.
CREATE TABLE problem (
    id          INTEGER PRIMARY KEY,  -- the row, in this store only; in the order of the file
    import      INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,  -- in which import
    severity    TEXT NOT NULL,        -- refused, rejected, note
    code        TEXT NOT NULL,        -- what is wrong, as a word
    file        TEXT NOT NULL,        -- in which file
    line        INTEGER,              -- in which line, from 1
    column_name TEXT,                 -- in which column
    message     TEXT NOT NULL,        -- what is wrong, in a line
    hint        TEXT NOT NULL,        -- what to do next
    raw         TEXT                  -- the row, cut at 4,000 characters
) STRICT;

CREATE INDEX problem_by_import ON problem (import);

-- Messages in words, for reading and for SQL by hand.
CREATE VIEW messages AS
SELECT m.id, s.name AS space, m.native_id, a.platform, a.handle AS account, m.direction, coalesce(p.handle, p.native_id) AS person, m.kind,
       strftime('%Y-%m-%dT%H:%M:%SZ', m.sent_at / 1000, 'unixepoch') AS sent_at, m.precision, m.certainty, m.parent, m.parent_author,
       m.conversation, m.text, m.permalink, m.import
FROM message m JOIN id_space s ON s.id = m.space LEFT JOIN account a ON a.id = m.account LEFT JOIN person p ON p.id = m.person;

-- Counts with the moment they are of. A count's value is the newest one that is not NULL.
CREATE VIEW snapshots AS
SELECT i.as_of, s.* FROM snapshot s JOIN import i ON i.id = s.import;

-- Each release as the newest import gives it.
CREATE VIEW releases AS
SELECT id, import, guid, published_at, precision, title, body, link FROM (
    SELECT r.*, row_number() OVER (PARTITION BY r.guid ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC) AS age
    FROM release r JOIN import i ON i.id = r.import)
WHERE age = 1;
