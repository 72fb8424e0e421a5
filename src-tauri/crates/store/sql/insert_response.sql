INSERT INTO response (import, space, native_id, account, asked_at, precision, certainty, seconds, business_seconds, subject)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING
