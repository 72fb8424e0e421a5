INSERT INTO problem (import, severity, code, file, line, column_name, message, hint, raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
