-- People whom no import names any more, neither in a message's row nor in what another import says of one.
DELETE FROM person WHERE id NOT IN (
    SELECT person FROM message WHERE person IS NOT NULL
    UNION SELECT record ->> '$.person' FROM sighting WHERE record ->> '$.person' IS NOT NULL)
