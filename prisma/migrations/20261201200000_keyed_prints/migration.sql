-- Titles and places that were explained were kept by prints without a key, which a list of names could be tried against.
-- They are asked once more, and kept under the installation's key.
UPDATE "ImportMapping" SET columns = (
  SELECT coalesce(jsonb_object_agg(title, field), '{}') FROM jsonb_each(columns) AS said(title, field) WHERE title NOT LIKE 'titre-%')
WHERE columns::text LIKE '%"titre-%';

UPDATE "ImportHabit" SET answers = (
  SELECT coalesce(jsonb_object_agg(asked, choice), '{}') FROM jsonb_each(answers) AS said(asked, choice) WHERE asked NOT LIKE 'lieu-%')
WHERE answers::text LIKE '%"lieu-%';
