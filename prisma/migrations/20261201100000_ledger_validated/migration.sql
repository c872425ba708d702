-- The ledger of people without a home is kept as its rows are, and as they were validated; a row keeps its identity key through
-- a change. Both are made again from the rows by whoever looks first.
ALTER TABLE "RegisterChange" ADD COLUMN "beforeIdentity" BYTEA;

TRUNCATE "LedgerState", "LedgerMonth";
ALTER TABLE "LedgerMonth" DROP CONSTRAINT "LedgerMonth_pkey",
ADD COLUMN "visibility" "Visibility" NOT NULL,
ADD CONSTRAINT "LedgerMonth_pkey" PRIMARY KEY ("organisationId", "visibility", "dimension", "month", "flow", "value");
ALTER TABLE "LedgerState" DROP CONSTRAINT "LedgerState_pkey",
ADD COLUMN "visibility" "Visibility" NOT NULL,
ADD CONSTRAINT "LedgerState_pkey" PRIMARY KEY ("organisationId", "visibility");

-- The overview reads the ledger now: it moves the revision of the figures, as its other tables do.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['LedgerMonth', 'LedgerState', 'RegisterMonth', 'RegisterValidation',
    'RegisterAssignment', 'HeadCount'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION revision.note_change()', name || '_revision', name);
  END LOOP;
END $$;
-- Of an import only what becomes of it: how far it is moves nothing.
CREATE TRIGGER "Import_revision" AFTER INSERT OR DELETE OR UPDATE OF status ON "Import"
  FOR EACH STATEMENT EXECUTE FUNCTION revision.note_change();
