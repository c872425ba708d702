-- The number of people without a home is the ledger's own figure. What was typed in its place was counted apart: it becomes a
-- count, shown beside.
ALTER TABLE "Indicator" DROP CONSTRAINT "Indicator_computed_check";
ALTER TABLE "Indicator" ADD CONSTRAINT "Indicator_computed_check" CHECK ("computed" IN ('targets-reached', 'sources-connected', 'sent-on-time', 'active-people'));

UPDATE "Indicator" SET computed = 'active-people', note = replace(note,
  'Une personne connue de deux sources peut être comptée deux fois.',
  'Lu du registre des demandes : un comptage fait à part (nuit de la solidarité, statistiques du SI-SIAO) est montré à côté et ne le remplace pas.')
WHERE code = 'IND-27' AND label = 'Personnes sans domicile et sans abri' AND unit = 'persons' AND "timeRule" = 'stock';

INSERT INTO "HeadCount" (kind, date, perimeter, unit, count, method, "createdById", "createdByName", "createdAt")
SELECT 'active', to_char((o.month || '-01')::date + interval '1 month - 1 day', 'YYYY-MM-DD'), 'insee', 'persons',
  round(o.value)::int, left(concat_ws(' ', CASE o.state WHEN 'estimated' THEN 'Estimation saisie par' ELSE 'Saisi par' END,
    g.name || ', avant que l’indicateur ne soit lu du registre.', o.comment), 500),
  o."updatedById", coalesce(u.name, g.name), o."updatedAt"
FROM "Observation" o JOIN "Indicator" i ON i.id = o."indicatorId" JOIN "Organisation" g ON g.id = o."organisationId"
LEFT JOIN "User" u ON u.id = o."updatedById"
WHERE i.computed = 'active-people' AND o.breakdown = '' AND o.value IS NOT NULL AND o.stage <> 'draft'
  AND o.state IN ('value', 'estimated')
ORDER BY o.month, o.id;

-- Nobody is asked for it any more: what was validated stays as history, what waited waits no longer.
DELETE FROM "CellMessage" m USING "Observation" o JOIN "Indicator" i ON i.id = o."indicatorId"
WHERE m."observationId" = o.id AND i.computed = 'active-people' AND o.stage <> 'validated';
DELETE FROM "ObservationRevision" r USING "Observation" o JOIN "Indicator" i ON i.id = o."indicatorId"
WHERE r."observationId" = o.id AND i.computed = 'active-people' AND o.stage <> 'validated';
DELETE FROM "Observation" o USING "Indicator" i
WHERE i.id = o."indicatorId" AND i.computed = 'active-people' AND o.stage <> 'validated';
DELETE FROM "IndicatorMonth" m USING "Indicator" i WHERE i.id = m."indicatorId" AND i.computed = 'active-people';
DELETE FROM "Agreement" a USING "Indicator" i WHERE i.id = a."indicatorId" AND i.computed = 'active-people';
DELETE FROM "Assignment" a USING "Indicator" i WHERE i.id = a."indicatorId" AND i.computed = 'active-people';
