SELECT a.id, a.platform, a.handle, a.name, max(i.as_of), group_concat(DISTINCT i.format)
FROM account a JOIN import_account ia ON ia.account = a.id JOIN import i ON i.id = ia.import
GROUP BY a.id ORDER BY a.platform, a.handle
