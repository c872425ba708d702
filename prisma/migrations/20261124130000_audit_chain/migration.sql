-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "address" TEXT,
ADD COLUMN     "channel" TEXT,
ADD COLUMN     "hash" CHAR(64),
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'act',
ADD COLUMN     "position" INTEGER;

-- CreateTable
CREATE TABLE "JournalAnchor" (
    "id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "hash" CHAR(64),

    CONSTRAINT "JournalAnchor_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_position_key" ON "AuditEvent"("position");

-- CreateIndex
CREATE INDEX "AuditEvent_kind_id_idx" ON "AuditEvent"("kind", "id");


-- Written by hand: what the schema language cannot say.

ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_kind_check" CHECK ("kind" IN ('act', 'read'));

-- What a line says, always in the same letters: its hash depends on nothing else.
CREATE FUNCTION audit_content(line "AuditEvent") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(
    line.id, to_char(line.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), line."actorId", line."actorName", line.action,
    line.entity, line."entityId", line.before, line.after, line.reason, line.kind, line.channel, line.address)::text
$$;

-- The hash of a line is made of the hash before it and of what it says.
CREATE FUNCTION audit_hash(previous text, line "AuditEvent") RETURNS char(64) LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(coalesce(previous, '') || audit_content(line), 'UTF8')), 'hex')
$$;

-- A line takes its place in the chain when its transaction ends: in the order in which acts became true, and so that nobody
-- waits for a long transaction. Whoever writes waits here only for the end of another's.
CREATE FUNCTION chain_audit_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last "JournalAnchor";
BEGIN
  SELECT * INTO last FROM "JournalAnchor" WHERE id = 1 FOR UPDATE;
  UPDATE "AuditEvent" line SET position = last.position + 1, hash = audit_hash(last.hash, line)
  WHERE line.id = NEW.id AND line.hash IS NULL
  RETURNING line.position, line.hash INTO last.position, last.hash;
  IF FOUND THEN UPDATE "JournalAnchor" SET position = last.position, hash = last.hash WHERE id = 1; END IF;
  RETURN NULL;
END $$;

-- Once in its place a line is never rewritten, and goes only when its time is over, or when a whole backup takes its place.
CREATE FUNCTION keep_audit_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' AND current_setting('observatoire.journal_purge', true) = 'on' THEN RETURN NULL; END IF;
  IF TG_OP = 'DELETE' AND current_setting('observatoire.journal_purge', true) = 'on' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND OLD.hash IS NULL AND NEW.hash IS NOT NULL AND audit_content(OLD) = audit_content(NEW) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'AuditEvent is append-only';
END $$;

-- The lines that are there take their place in the order of their numbers.
ALTER TABLE "AuditEvent" DISABLE TRIGGER "AuditEvent_append_only";
DO $$
DECLARE line "AuditEvent"; previous text := NULL; place integer := 0;
BEGIN
  FOR line IN SELECT * FROM "AuditEvent" ORDER BY id LOOP
    place := place + 1;
    previous := audit_hash(previous, line);
    UPDATE "AuditEvent" SET position = place, hash = previous WHERE id = line.id;
  END LOOP;
  INSERT INTO "JournalAnchor" (id, position, hash) VALUES (1, place, previous);
END $$;

DROP TRIGGER "AuditEvent_append_only" ON "AuditEvent";
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE OR DELETE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION keep_audit_line();
CREATE CONSTRAINT TRIGGER "AuditEvent_chain" AFTER INSERT ON "AuditEvent" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.hash IS NULL) EXECUTE FUNCTION chain_audit_line();
CREATE TRIGGER "AuditEvent_no_truncate" BEFORE TRUNCATE ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_line();
