-- A person is called as the newest import that says more than the key; without one, by the key.
UPDATE person SET
    handle = coalesce((SELECT d.handle FROM person_detail d JOIN import i ON i.id = d.import WHERE d.person = person.id AND d.handle IS NOT NULL
                       ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC LIMIT 1),
                      iif(key LIKE 'id:%' OR key LIKE 'name:%', NULL, key)),
    native_id = coalesce((SELECT d.native_id FROM person_detail d JOIN import i ON i.id = d.import
                          WHERE d.person = person.id AND d.native_id IS NOT NULL ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC LIMIT 1),
                         iif(key LIKE 'id:%', substr(key, 4), NULL)),
    name = coalesce((SELECT d.name FROM person_detail d JOIN import i ON i.id = d.import WHERE d.person = person.id AND d.name IS NOT NULL
                     ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC LIMIT 1),
                    iif(key LIKE 'name:%', substr(key, 6), NULL))
WHERE id = ?1
