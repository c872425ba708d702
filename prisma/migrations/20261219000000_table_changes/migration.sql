-- Written by hand: how many times each table has changed, so that a process that has read it does not read it again while it is
-- the same. As with the count of the figures, each connection writes its own rows, which become visible with what was written.
CREATE TABLE revision.table_changes (
  backend integer NOT NULL,
  name text NOT NULL,
  changes bigint NOT NULL,
  PRIMARY KEY (backend, name)
) WITH (fillfactor = 50);

-- Once a transaction is enough.
CREATE FUNCTION revision.note_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO revision.table_changes AS c (backend, name, changes) VALUES (pg_backend_pid(), TG_TABLE_NAME, 1)
  ON CONFLICT (backend, name) DO UPDATE SET changes = c.changes + 1 WHERE c.xmin <> pg_current_xact_id()::xid;
  RETURN NULL;
END $$;

-- A table without this trigger is read each time: these are written at nearly every request, or read by their writer alone.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL (ARRAY[
    '_prisma_migrations', 'Session', 'RateLimit', 'Verification', 'Job', 'AuditEvent', 'JournalAnchor', 'ApiAnswer']) LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION revision.note_table()', name || '_changes', name);
  END LOOP;
END $$;
