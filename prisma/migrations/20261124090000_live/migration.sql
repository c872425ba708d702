-- Written by hand: whoever looks at figures is told when they have changed, by whichever process. The message is sent when
-- the transaction is committed, once, however many rows it wrote.
CREATE OR REPLACE FUNCTION revision.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO revision.counter AS c (backend, changes) VALUES (pg_backend_pid(), 1)
  ON CONFLICT (backend) DO UPDATE SET changes = c.changes + 1 WHERE c.xmin <> pg_current_xact_id()::xid;
  PERFORM pg_notify('figures', '');
  RETURN NULL;
END $$;
