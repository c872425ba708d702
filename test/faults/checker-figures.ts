import type { Check } from './checker.ts';

/** An import is whole or nothing: its receipt, its rows and its line of the journal agree. */
export async function checkImports({ db, ledger }: Check): Promise<string[]> {
  const { rows } = await db.query<{ id: number; status: string; accepted: number; rows: number; lines: number }>(
    `SELECT i.id, i.status, i.accepted, (SELECT count(*)::int FROM "RegisterRow" r WHERE r."importId" = i.id) AS rows,
       (SELECT count(*)::int FROM "AuditEvent" a WHERE a.action = 'import.commit' AND a."entityId" = i.id::text) AS lines
     FROM "Import" i WHERE i.kind = 'file'`,
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const halves = rows
    .filter(({ status, accepted, rows: kept, lines }) =>
      status === 'done' ? kept !== accepted || lines !== 1 : kept !== 0 || lines !== 0,
    )
    .map((row) => `import ${JSON.stringify(row)} is half done`);
  const lost = ledger.imports.flatMap(({ id, rows: sent, state }) => {
    const one = found.get(id);
    const done = one?.status === 'done' && one.accepted === sent;
    const nothing = one?.status === 'prepared';
    const fine = state === 'acknowledged' ? done : state === 'unknown' ? done || nothing : nothing;
    return fine ? [] : [`import ${id} (${state}, ${sent} rows) is ${JSON.stringify(one)}`];
  });
  const { rows: strays } = await db.query(
    `SELECT r."importId", count(*)::int AS rows FROM "RegisterRow" r LEFT JOIN "Import" i ON i.id = r."importId"
     WHERE i.status IS DISTINCT FROM 'done' GROUP BY 1`,
  );
  return [...halves, ...lost, ...strays.map((row) => `rows of no import that is done: ${JSON.stringify(row)}`)];
}

/** Cells that registers fill, counted again from the rows, in the months that their givers have declared whole. */
const registerFigures = `
  WITH counted AS (
    SELECT 'IND-17' AS code, source, content->>'month' AS month, sum((content->>'participants')::int)::float AS value
      FROM "RegisterRow" WHERE source = 'workshop' GROUP BY 2, 3
    UNION ALL SELECT 'IND-18', source, content->>'month', count(*) FROM "RegisterRow" WHERE source = 'workshop' GROUP BY 2, 3
    UNION ALL SELECT 'SIAO-01', source, left(content->>'requestDate', 7), count(*) FROM "RegisterRow"
      WHERE source = 'siao-request' AND NOT "outOfTerritory"
        AND EXISTS (SELECT FROM "Import" WHERE source = 'siao-request' AND kind = 'file' AND status = 'done') GROUP BY 2, 3)
  SELECT k.code, k.month, k.value AS rows_say, c.value AS cell_says
  FROM counted k JOIN "Indicator" i ON i.code = k.code
  JOIN "RegisterMonth" m ON m.source = k.source AND m.month = k.month
  LEFT JOIN "Observation" c ON c."indicatorId" = i.id AND c.month = k.month AND c.breakdown = '' AND c.origin IN ('register', 'demo')
  WHERE c.value IS DISTINCT FROM k.value`;

/** The roll-up worked out from every cell there is, and what is kept of it that differs. */
const rollUp = `
  WITH seen AS (
    SELECT c."indicatorId", c.month, c.visibility, c.value, c.numerator, c.denominator, c.state, i."timeRule"
    FROM (SELECT 'working' AS visibility, "indicatorId", month, breakdown, value, numerator, denominator, state
        FROM "Observation" WHERE stage <> 'draft'
      UNION ALL SELECT 'validated', "indicatorId", month, breakdown, value, numerator, denominator, state
        FROM "ValidatedCell") c
    JOIN "Indicator" i ON i.id = c."indicatorId"
    WHERE c.breakdown = '' AND c.state NOT IN ('missing', 'not-applicable')),
  fresh AS (
    SELECT "indicatorId", month, visibility,
      round((sum(value) / CASE WHEN "timeRule" = 'average' THEN nullif(count(value), 0) ELSE 1 END)::numeric, 6) AS value,
      round(sum(numerator)::numeric, 6) AS numerator, round(sum(denominator)::numeric, 6) AS denominator,
      count(*) - count(*) FILTER (WHERE state = 'unavailable') AS reported, count(*) FILTER (WHERE state = 'unavailable') AS unavailable
    FROM seen GROUP BY "indicatorId", month, visibility, "timeRule"),
  kept AS (
    SELECT "indicatorId", month, visibility::text, round(value::numeric, 6) AS value, round(numerator::numeric, 6) AS numerator,
      round(denominator::numeric, 6) AS denominator, reported::bigint, unavailable::bigint FROM "IndicatorMonth")
  (SELECT 'kept wrongly' AS fault, * FROM (SELECT * FROM kept EXCEPT SELECT * FROM fresh) a)
  UNION ALL (SELECT 'not kept', * FROM (SELECT * FROM fresh EXCEPT SELECT * FROM kept) b)`;

/** Figures on every floor are what the rows and the cells add up to. */
export async function checkFigures({ db }: Check): Promise<string[]> {
  const registers = await db.query(registerFigures);
  const sums = await db.query(rollUp);
  return [
    ...registers.rows.map((row) => `a register and its cell differ: ${JSON.stringify(row)}`),
    ...sums.rows.map((row) => `roll-up: ${JSON.stringify(row)}`),
  ];
}

/** Editions whose hashes were found right: what a trigger keeps from changing is not hashed again at each check. */
export async function checkEditions({ db, ledger }: Check, known: Set<number>): Promise<string[]> {
  const { rows } = await db.query<{ id: number; status: string; sealed: boolean; files: number; lines: number }>(
    `SELECT e.id, e.status, e.sealed IS NOT NULL AND e.sha256 IS NOT NULL AND e."frozenAt" IS NOT NULL AS sealed,
       (SELECT count(*)::int FROM "EditionFile" f WHERE f."editionId" = e.id) AS files,
       (SELECT count(*)::int FROM "AuditEvent" a WHERE a.action = 'edition.freeze' AND a.after->>'sha256' = e.sha256) AS lines
     FROM "Edition" e WHERE e.kind = 'report'`,
  );
  const faults = rows
    .filter(({ status, sealed, files, lines }) =>
      status === 'draft' ? sealed || files !== 0 || lines !== 0 : !sealed || files !== 4 || lines === 0,
    )
    .map((row) => `edition ${JSON.stringify(row)} is half frozen`);
  for (const id of ledger.frozen)
    if (rows.find((row) => row.id === id)?.status !== 'frozen') faults.push(`edition ${id} was frozen and is not`);
  const fresh = rows.filter(({ id, status }) => status === 'frozen' && !known.has(id)).map(({ id }) => id);
  const { rows: broken } = await db.query<{ id: number; what: string }>(
    `SELECT id, 'text' AS what FROM "Edition" WHERE id = ANY ($1) AND sha256 <> encode(sha256(convert_to(sealed, 'UTF8')), 'hex')
     UNION ALL SELECT "editionId", format::text FROM "EditionFile" WHERE "editionId" = ANY ($1) AND sha256 <> encode(sha256(bytes), 'hex')`,
    [fresh],
  );
  for (const id of fresh) known.add(id);
  return [...faults, ...broken.map(({ id, what }) => `edition ${id}: the hash of its ${what} is wrong`)];
}
