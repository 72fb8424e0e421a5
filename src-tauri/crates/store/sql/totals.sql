SELECT (SELECT count(*) FROM message), (SELECT count(*) FROM import), (SELECT count(*) FROM releases),
       (SELECT min(sent_at) FROM message), (SELECT max(sent_at) FROM message)
