SELECT a.id, a.platform, a.handle, a.name,
       (SELECT max(i.as_of) FROM import_account ia JOIN import i ON i.id = ia.import WHERE ia.account = a.id)
FROM account a ORDER BY a.platform, a.handle
