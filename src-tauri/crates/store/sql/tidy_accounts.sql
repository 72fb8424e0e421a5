-- Each account is called as its newest import calls it; native id and name are the newest import's that has them.
UPDATE account SET
    handle = (SELECT ia.handle FROM import_account ia JOIN import i ON i.id = ia.import WHERE ia.account = account.id
              ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC LIMIT 1),
    native_id = (SELECT ia.native_id FROM import_account ia JOIN import i ON i.id = ia.import
                 WHERE ia.account = account.id AND ia.native_id IS NOT NULL ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC LIMIT 1),
    name = (SELECT ia.name FROM import_account ia JOIN import i ON i.id = ia.import
            WHERE ia.account = account.id AND ia.name IS NOT NULL ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC LIMIT 1)
WHERE id IN (SELECT account FROM import_account);

DELETE FROM account WHERE id NOT IN (SELECT account FROM import_account);
