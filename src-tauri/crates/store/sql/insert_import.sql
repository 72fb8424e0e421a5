INSERT INTO import (path, sha256, format, plan, imported_at, covers_from, covers_to, found, added, updated, unchanged, rejected)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, 0, 0)
