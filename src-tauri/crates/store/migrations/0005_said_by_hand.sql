-- What people say of the data: a message's rung, an account's register, the names of moments. Frozen: what changes later is a file of its own.
-- Messages and accounts are named, not linked: what is said of them outlives an undo and a new import.

-- Messages of which a person says where they belong; that wins over the rules.
CREATE TABLE overruled (
    space     TEXT NOT NULL,  -- the name of the id space, within which native_id is unique
    native_id TEXT NOT NULL,  -- the platform's own id of the message
    verdict   TEXT NOT NULL,  -- release, repeat, announcement, mention, reply, repost
    reason    TEXT,           -- why, in the person's words
    PRIMARY KEY (space, native_id)
) STRICT, WITHOUT ROWID;

-- The register of accounts that good practice asks for.
CREATE TABLE register (
    platform    TEXT NOT NULL,                 -- of which platform's account
    handle      TEXT NOT NULL COLLATE NOCASE,  -- of which account, without @
    peer        INTEGER NOT NULL,              -- 1: not ours, but one that ours are compared with
    owner       TEXT,                          -- who answers for it
    purpose     TEXT,                          -- what it is for
    house_rules TEXT,                          -- the address of its house rules
    opened_on   TEXT,                          -- the day on which it was opened, YYYY-MM-DD
    PRIMARY KEY (platform, handle)
) STRICT, WITHOUT ROWID;

-- Moments that a person has named, found ones and others.
CREATE TABLE moment (
    platform TEXT NOT NULL,                 -- of which platform's account; empty: of all accounts
    handle   TEXT NOT NULL COLLATE NOCASE,  -- of which account, without @; empty: of all accounts
    starts   INTEGER NOT NULL,              -- when it begins
    ends     INTEGER NOT NULL,              -- when it is over
    name     TEXT NOT NULL,                 -- what it is called
    note     TEXT,                          -- what there is to say of it
    PRIMARY KEY (starts, ends, platform, handle)
) STRICT, WITHOUT ROWID;
