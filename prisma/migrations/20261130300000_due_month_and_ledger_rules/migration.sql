-- The report of a year is due by 30 September of the year after (article 2.3), not by December of its own.
UPDATE "Target" t SET "dueMonth" = (left(t."endMonth", 4)::int + 1)::text || '-09' FROM "Indicator" i
WHERE i.id = t."indicatorId" AND i.code = 'IND-21' AND i.label = 'Rapport d’exécution transmis à temps'
  AND t."dueMonth" IS NULL AND t."startMonth" = left(t."endMonth", 4) || '-01' AND right(t."endMonth", 2) = '12';

-- The rules of the ledger of people without a home were kept twice, and only this row was read: it becomes the two settings.
DELETE FROM "Setting" WHERE "name" IN ('homelessness.inactivityDays', 'homelessness.reliabilityPercent');
INSERT INTO "Setting" ("name", "value")
SELECT 'homelessness.' || rule.name, rule.value
FROM "Setting" s, jsonb_each(s."value") AS rule (name, value)
WHERE s."name" = 'homelessness' AND rule.name IN ('inactivityDays', 'reliabilityPercent');
DELETE FROM "Setting" WHERE "name" = 'homelessness';
