INSERT INTO release (import, guid, published_at, precision, title, body, link) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING
