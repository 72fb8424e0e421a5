-- Which time each import covers of each account it knows, figures by day apart from the rest, in order of time. Only exports that are
-- made of a stretch of time cover one: those that say so, those with counts, and what desks and collectors write month by month. An
-- archive holds all there was, and of one chat nothing follows for another.
SELECT a.platform, a.handle, k.of_days, coalesce(i.covers_from, i.oldest) AS since, coalesce(i.covers_to, i.as_of) AS until, i.id
FROM import_account ia JOIN import i ON i.id = ia.import JOIN account a ON a.id = ia.account,
     (SELECT 0 AS of_days UNION ALL SELECT 1) k
WHERE since IS NOT NULL AND until IS NOT NULL
  AND CASE k.of_days
      WHEN 1 THEN EXISTS (SELECT 1 FROM account_day d WHERE d.import = i.id)
      ELSE EXISTS (SELECT 1 FROM snapshot s WHERE s.import = i.id)
        OR NOT EXISTS (SELECT 1 FROM account_day d WHERE d.import = i.id)
           AND (i.covers_from IS NOT NULL OR i.format IN ('conversation', 'hootsuite-inbound', 'front', 'ringcentral', 'zendesk', 'zendesk-json', 'mapped'))
      END
ORDER BY a.platform, a.handle, k.of_days, since, until, i.sha256
