-- The other names of communes, and the places of elsewhere that they are taken for.
ALTER TABLE "Commune" ADD COLUMN "aliases" TEXT[] NOT NULL DEFAULT '{}', ADD COLUMN "namesakes" TEXT[] NOT NULL DEFAULT '{}';
UPDATE "Commune" SET "aliases" = ARRAY['Crimolois', 'Neuilly-lès-Dijon', 'Neuilly', '21213', 'Neuilly Crimolois lès Dijon'] WHERE "inseeCode" = '21452';
UPDATE "Commune" SET "aliases" = ARRAY['Fontaine-les-Dijon'] WHERE "inseeCode" = '21278';
UPDATE "Commune" SET "aliases" = ARRAY['Chevigny-St-Sauveur'], "namesakes" = ARRAY['Chevigny'] WHERE "inseeCode" = '21171';
UPDATE "Commune" SET "namesakes" = ARRAY['Longvy'] WHERE "inseeCode" = '21355';
UPDATE "Commune" SET "namesakes" = ARRAY['Ouge'] WHERE "inseeCode" = '21473';
UPDATE "Commune" SET "namesakes" = ARRAY['Quetigny-le-Vieux'] WHERE "inseeCode" = '21515';
UPDATE "Commune" SET "namesakes" = ARRAY['Fenay-le-Bois'] WHERE "inseeCode" = '21263';
UPDATE "Commune" SET "namesakes" = ARRAY['Til-sur-Tille'] WHERE "inseeCode" = '21370';

-- The days by which a convention wants its report and the State's payment, and the articles that say so.
ALTER TABLE "Convention" ADD COLUMN "reportDue" CHAR(5) NOT NULL DEFAULT '09-30',
  ADD COLUMN "paymentDue" CHAR(5) NOT NULL DEFAULT '11-30',
  ADD COLUMN "reportArticle" TEXT, ADD COLUMN "paymentArticle" TEXT, ADD COLUMN "clawbackArticle" TEXT,
  ADD COLUMN "clawbackQuote" TEXT;
UPDATE "Convention" SET "reportArticle" = '2.3', "paymentArticle" = '2.2.1', "clawbackArticle" = '5',
  "clawbackQuote" = 'Ce reversement sera demandé lorsque le Préfet de département constatera des manquements substantiels aux engagements de progrès du territoire mentionnés à l''article 2 de la présente convention. Il peut également demander le reversement d''au maximum 20% des crédits versés l''année précédente.'
  WHERE "code" = 'LDA-2023-2025';

ALTER TYPE "Unit" ADD VALUE 'patrols';
ALTER TYPE "Unit" ADD VALUE 'visits';
ALTER TYPE "Unit" ADD VALUE 'nights';
ALTER TYPE "Unit" ADD VALUE 'places';

-- What partners call an indicator in their monthly returns, beside its label.
ALTER TABLE "Indicator" ADD COLUMN "aliases" TEXT[] NOT NULL DEFAULT '{}';
UPDATE "Indicator" SET "aliases" = ARRAY['ACOR', 'ACOR ménages accompagnés', 'ACOR ménages suivis', 'Ménages accompagnés ACOR', 'Dispositif ACOR'] WHERE "code" = 'ACO-01';

-- Lines and indicators end by a dated act; null: they still hold.
ALTER TABLE "Indicator" ADD COLUMN "untilMonth" CHAR(7);
ALTER TABLE "Action" ADD COLUMN "untilMonth" CHAR(7);

-- What is typed and what a monthly return brings is bound by name too.
UPDATE "Indicator" SET "measure" = bound.measure FROM (VALUES
  ('IND-05', 'respite-occupancy'),
  ('FOR-01', 'training-sessions'),
  ('IND-16', 'professionals-trained'),
  ('IND-26', 'mental-health-situations'),
  ('DIR-01', 'rehoused-by-operators'),
  ('ACO-01', 'households-followed'),
  ('IND-06', 'emergency-referrals'),
  ('IND-04', 'allocation-meetings'),
  ('IND-07', 'neighbour-evictions'),
  ('IND-12', 'procedures-stopped'),
  ('IND-14', 'situations-in-ccapex')
) AS bound(code, measure) WHERE "Indicator"."code" = bound.code AND "Indicator"."measure" IS NULL;
