-- When offices are open, and what accounts promise. Frozen: what changes later is a file of its own.

-- Opening hours, from some day on. Accounts are named, not linked: what is said of one outlives an undo and a new import.
CREATE TABLE office (
    platform TEXT NOT NULL,                 -- of which platform's account; empty: of every account that has none of its own
    handle   TEXT NOT NULL COLLATE NOCASE,  -- of which account, without @; empty: of every account that has none of its own
    since    TEXT NOT NULL,                 -- the day from which they hold, YYYY-MM-DD; empty: from ever
    zone     TEXT NOT NULL,                 -- an IANA zone
    nation   TEXT,                          -- whose bank holidays it keeps: england-and-wales, scotland, northern-ireland
    hours    TEXT NOT NULL,                 -- Mon-Fri 09:00-17:00; Sat 10:00-12:00
    PRIMARY KEY (platform, handle, since)
) STRICT, WITHOUT ROWID;

-- What accounts promise to those who write.
CREATE TABLE promise (
    platform TEXT NOT NULL,                 -- of which platform's account
    handle   TEXT NOT NULL COLLATE NOCASE,  -- of which account, without @
    since    TEXT NOT NULL,                 -- the day from which it holds, YYYY-MM-DD; empty: from ever
    within   TEXT NOT NULL,                 -- an answer within: 1 working day, 4 working hours, 24 hours
    PRIMARY KEY (platform, handle, since)
) STRICT, WITHOUT ROWID;
