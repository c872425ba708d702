-- Written by hand: what the schema language cannot say.

-- An amendment to an amount is read with its convention: it moves the revision of the figures like the rest of the catalogue.
CREATE TRIGGER "AmountAmendment_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "AmountAmendment"
  FOR EACH STATEMENT EXECUTE FUNCTION revision.note_change();
