-- An indicator is bound to what it counts of a register by name; those that were known by their code keep what they count.
ALTER TABLE "Indicator" ADD COLUMN "measure" TEXT;
CREATE UNIQUE INDEX "Indicator_measure_key" ON "Indicator"("measure");
UPDATE "Indicator" SET "measure" = bound.measure FROM (VALUES
  ('IND-02', 'dwellings-captured'),
  ('IND-03', 'dwellings-managed'),
  ('IND-03b', 'dwellings-kept'),
  ('IND-22', 'sessions-held'),
  ('IND-23', 'requests-answered'),
  ('IND-25', 'answer-delay'),
  ('IND-25b', 'known-delays'),
  ('IND-09', 'orders-to-pay'),
  ('IND-10', 'households-met'),
  ('IND-11', 'summonses-without-diagnostic'),
  ('IND-15', 'summonses'),
  ('IND-13', 'evictions'),
  ('IND-08', 'diagnostics-in-time'),
  ('SIAO-01', 'requests'),
  ('SIAO-02', 'rehoused'),
  ('SIAO-03', 'lost-contact'),
  ('IND-28', 'rehoused-from-street'),
  ('IND-17', 'attendances'),
  ('IND-18', 'workshops'),
  ('CTX-01', 'aids'),
  ('CTX-02', 'aids-to-own'),
  ('CTX-03', 'aids-to-rent'),
  ('CTX-04', 'aids-to-move'),
  ('CTX-05', 'aids-in-hardship'),
  ('CTX-06', 'households-housed')
) AS bound(code, measure) WHERE "Indicator"."code" = bound.code;
