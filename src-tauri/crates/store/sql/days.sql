-- The newest figure of each account and day, by account and day.
SELECT account, date, value FROM (
    SELECT d.account, d.date, d.value, row_number() OVER (PARTITION BY d.account, d.date ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC) AS age
    FROM account_day d JOIN import i ON i.id = d.import WHERE d.measure = ?1)
WHERE age = 1 ORDER BY account, date
