import { dwellingMeasures, evictionMeasures } from '../../../shared/domain/indicator.ts';

/**
 * For each question of a page, the SQL that gives the same rows as JSON that PostgreSQL writes itself: indicators with their
 * months, cells, lines, people. It leaves out rights, judgement, words and what is worked out of the rows.
 */
export interface Place {
  code: string;
  year: number;
  month: string;
  organisationId: number;
}

type Part = (place: Place) => string;

const rows = (select: string) => `(SELECT coalesce(json_agg(r), '[]') FROM (${select}) r)`;
const object = (parts: Record<string, string>) =>
  `json_build_object(${Object.entries(parts)
    .map(([name, part]) => `'${name}', ${part}`)
    .join(', ')})`;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

const measured = (names: readonly string[]) => `i.measure IN (${names.map(text).join(', ')})`;
const monthsOf = (which: string, from: string, to: string) =>
  rows(`SELECT m.month, m.value, m.numerator, m.denominator, m.reported, m.unavailable FROM "IndicatorMonth" m
    WHERE ${which} AND m.visibility = 'working' AND m.month BETWEEN ${text(from)} AND ${text(to)} ORDER BY m.month`);

const lines =
  rows(`SELECT a.key, a.position, a."annexNumber", a.title, a.description, a."objectiveText", a."expectedText", a."requestedCents",
  a.note, (SELECT json_agg(x."indicatorId" ORDER BY x.position) FROM "ActionIndicator" x WHERE x."actionId" = a.id) AS indicators
  FROM "Action" a WHERE a."untilMonth" IS NULL ORDER BY a."conventionId", a.position`);
const conventions = rows(
  `SELECT c.*, (SELECT json_agg(g) FROM "StateGrant" g WHERE g."conventionId" = c.id) AS grants FROM "Convention" c`,
);
const communes = rows(
  'SELECT "inseeCode", name, population, latitude, longitude, "groupCode" FROM "Commune" ORDER BY name',
);
const organisations = rows(`SELECT o.id, o.code, o.name, o.kind, o.role,
  (SELECT json_agg(s) FROM "AssignmentSpan" s WHERE s."organisationId" = o.id) AS spans FROM "Organisation" o ORDER BY o.code`);

/** Totals by time rule of a year for some indicators, with their target, months and definition. */
const figures = (year: number, which = 'TRUE') =>
  rows(`SELECT i.code, i.label, i.unit, i."timeRule", i.direction, i.note, i."sourceText", v.definition, v.formula, t.value AS target, t.quote,
      CASE i."timeRule" WHEN 'flow' THEN m.sum WHEN 'average' THEN m.mean WHEN 'ratio' THEN 100 * m.num / nullif(m.den, 0) ELSE m.last END AS value,
      m.reported, m.months
    FROM "Indicator" i
    LEFT JOIN LATERAL (SELECT definition, formula FROM "IndicatorVersion" v WHERE v."indicatorId" = i.id ORDER BY version DESC LIMIT 1) v ON TRUE
    LEFT JOIN (SELECT "indicatorId", sum(value) AS sum, avg(value) AS mean, sum(numerator) AS num, sum(denominator) AS den, sum(reported) AS reported,
        (array_agg(value ORDER BY month DESC))[1] AS last, json_agg(json_build_object('month', month, 'value', value, 'numerator', numerator,
          'denominator', denominator, 'reported', reported) ORDER BY month) AS months
      FROM "IndicatorMonth" WHERE visibility = 'working' AND month BETWEEN '${year}-01' AND '${year}-12' GROUP BY 1) m ON m."indicatorId" = i.id
    LEFT JOIN "Target" t ON t."indicatorId" = i.id AND t.year = ${year} AND t."supersededAt" IS NULL
    WHERE ${which} ORDER BY i.position`);

/** Flows of the last two years, month by month. */
const flows = rows(`SELECT month, flow, sum("inseePersons") AS count FROM "LedgerMonth"
  WHERE visibility = 'working' AND dimension = 'total' AND month >= '2023-11' GROUP BY 1, 2 ORDER BY 1, 2`);
/** What is counted by the values of some breakdowns, over the same months. */
const ledger = (dimensions: string) =>
  rows(`SELECT dimension, flow, value, sum("inseePersons") AS count FROM "LedgerMonth"
    WHERE visibility = 'working' AND dimension IN (${dimensions}) AND month >= '2023-11' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
/** The sum of each indicator over a year, and how many gave it. */
const sums = (year: number) =>
  rows(`SELECT i.code, i.label, sum(m.value) AS value, sum(m.reported) AS reported FROM "IndicatorMonth" m JOIN "Indicator" i ON i.id = m."indicatorId"
    WHERE m.visibility = 'validated' AND m.month BETWEEN '${year}-01' AND '${year}-12' GROUP BY 1, 2`);
const nights = rows(
  'SELECT id, kind, date, perimeter, unit, count, method, "createdByName", "createdAt" FROM "HeadCount" ORDER BY date',
);

const counted = (source: string, what: string) =>
  rows(
    `SELECT left(content->>${text(what)}, 7) AS month, count(*) FROM "RegisterRow" WHERE source = ${text(source)} GROUP BY 1 ORDER BY 1`,
  );

const cells = ({ organisationId, month }: Place, back: number) =>
  rows(`SELECT o."indicatorId", o.month, o.state, o.value, o.numerator, o.denominator, o.reason, o.comment, o.origin, o.stage, o.review, o.revision,
      u.name AS "updatedBy", o."updatedAt" FROM "Observation" o LEFT JOIN "User" u ON u.id = o."updatedById"
    WHERE o."organisationId" = ${organisationId} AND o.breakdown = ''
      AND o.month BETWEEN to_char(${text(`${month}-01`)}::date - interval '${back} months', 'YYYY-MM') AND ${text(month)} ORDER BY o."indicatorId", o.month`);
const asked = ({ organisationId }: Place) =>
  rows(`SELECT i.id, i.code, i.label, i.unit, i."timeRule", i.direction, i.frequency, a.position, v.definition
    FROM "Assignment" a JOIN "Indicator" i ON i.id = a."indicatorId"
    LEFT JOIN LATERAL (SELECT definition FROM "IndicatorVersion" v WHERE v."indicatorId" = i.id ORDER BY version DESC LIMIT 1) v ON TRUE
    WHERE a."organisationId" = ${organisationId} ORDER BY a.position`);
const ownReturns = ({ organisationId }: Place) =>
  rows(`SELECT r.*, (SELECT count(*) FROM "Observation" o WHERE o."organisationId" = r."organisationId" AND o.month = r.month AND o.breakdown = ''
    AND o.state <> 'missing') AS filled FROM "MonthlyReturn" r WHERE r."organisationId" = ${organisationId} ORDER BY r.month DESC LIMIT 24`);
const messages = ({ organisationId, month }: Place) =>
  rows(
    `SELECT m.* FROM "CellMessage" m JOIN "Observation" o ON o.id = m."observationId" WHERE o."organisationId" = ${organisationId} AND o.month = ${text(month)}`,
  );
const grid =
  (back: number): Part =>
  (place) =>
    object({ rows: asked(place), cells: cells(place, back), returns: ownReturns(place), messages: messages(place) });

const texts: Part = ({ year }) =>
  object({
    texts: rows(`SELECT place, "updatedByName", "updatedAt" FROM "ReportText" WHERE year = ${year}`),
    judgements: rows(`SELECT * FROM "ReportJudgement" WHERE year = ${year}`),
    steps: rows(`SELECT * FROM "ReportStep" WHERE year = ${year}`),
    people: rows('SELECT id, name, role FROM "User" WHERE NOT disabled'),
    lines,
    figures: sums(year),
  });
const editions: Part = ({ year }) =>
  rows(`SELECT id, number, kind, status, "frozenAt", "sentAt" FROM "Edition" WHERE year = ${year}`);
const publications = rows(
  'SELECT id, number, through, "madeAt", "madeByName", note FROM "Publication" ORDER BY number DESC',
);
const nothing: Part = () => `'[]'::json`;
const settings = rows('SELECT name, value FROM "Setting"');

export const statements: Record<string, Part> = {
  'overview.forYear': ({ year }) =>
    object({ lines, now: figures(year), before: figures(year - 1), first: figures(2023), organisations }),
  'workQueue.list': ({ year }) =>
    object({
      returns: rows(
        `SELECT "organisationId", month, status, "submittedAt", "validatedAt" FROM "MonthlyReturn" WHERE status <> 'validated'`,
      ),
      editions: editions({ year: year - 1, code: '', month: '', organisationId: 0 }),
      instalments: rows('SELECT * FROM "Instalment" WHERE "paidOn" IS NULL'),
      payments: rows(`SELECT * FROM "StatePayment" WHERE year BETWEEN ${year - 1} AND ${year}`),
    }),
  'homelessness.ledger': () =>
    object({ months: flows, parts: ledger(`'open', 'joined', 'situation', 'group', 'composition'`), nights }),
  'homelessness.linking': () => rows('SELECT requests, "identifiedRequests", "joinedRequests" FROM "LedgerState"'),
  'homelessness.assessment': () => settings,
  'homelessness.paths': () => object({ parts: ledger(`'days', 'since', 'composition', 'situation', 'group'`) }),
  'homelessness.needs': () => object({ months: flows, parts: ledger(`'wish', 'size', 'group'`) }),
  'homelessness.reliability': () => object({ months: flows, nights }),
  'indicators.byCode': ({ code, year }) =>
    `(SELECT json_build_object('code', i.code, 'label', i.label, 'unit', i.unit, 'timeRule', i."timeRule", 'direction', i.direction,
      'sourceText', i."sourceText", 'definition', v.definition, 'formula', v.formula,
      'targets', ${rows('SELECT year, value, quote FROM "Target" t WHERE t."indicatorId" = i.id AND t."supersededAt" IS NULL ORDER BY year')},
      'notes', ${rows('SELECT id, month, text, "authorName" FROM "IndicatorAnnotation" n WHERE n."indicatorId" = i.id')},
      'months', ${monthsOf('m."indicatorId" = i.id', `${year - 2}-01`, `${year}-12`)})
    FROM "Indicator" i JOIN "IndicatorVersion" v ON v."indicatorId" = i.id AND v.version = 1 WHERE i.code = ${text(code)})`,
  'indicators.breakdown': ({ code, year }) =>
    object({
      communes,
      parts:
        rows(`SELECT g.code, g.name, o.breakdown, sum(o.value) AS value FROM "Observation" o JOIN "Organisation" g ON g.id = o."organisationId"
        WHERE o."indicatorId" = (SELECT id FROM "Indicator" WHERE code = ${text(code)}) AND o.month BETWEEN '${year}-01' AND '${year}-12' GROUP BY 1, 2, 3`),
    }),
  'indicators.thread': ({ code }) =>
    rows(
      `SELECT m.* FROM "IndicatorMessage" m JOIN "Indicator" i ON i.id = m."indicatorId" WHERE i.code = ${text(code)}`,
    ),
  'editions.revised': nothing,
  'evictions.funnel': ({ year }) =>
    object({
      months: rows(
        `SELECT left(content->>'summonsDate', 7) AS month, count(*) FROM "RegisterRow" WHERE source LIKE 'eviction%' GROUP BY 1`,
      ),
      figures: figures(year, measured(evictionMeasures)),
      communes,
    }),
  'housing.captured': ({ year }) =>
    object({
      months: counted('captured-dwelling', 'capturedOn'),
      figures: figures(year, measured(dwellingMeasures)),
      communes,
    }),
  'monthlyEntry.myMonths': (place) =>
    object({ organisations: rows('SELECT id, code, name FROM "Organisation"'), months: ownReturns(place) }),
  'monthlyEntry.grid': grid(12),
  'agreements.twoSources': ({ organisationId }) =>
    rows(`SELECT * FROM "Agreement" WHERE "organisationId" = ${organisationId}`),
  'collection.matrix': ({ year }) =>
    object({
      organisations,
      returns: rows(`SELECT * FROM "MonthlyReturn" WHERE month BETWEEN '${year - 1}-12' AND '${year}-11'`),
      filled:
        rows(`SELECT "organisationId", month, count(*) FILTER (WHERE state <> 'missing') AS filled, max("updatedAt") AS last FROM "Observation"
        WHERE breakdown = '' AND month BETWEEN '${year - 1}-12' AND '${year}-11' GROUP BY 1, 2`),
      people: rows('SELECT id, name, "organisationId" FROM "User" WHERE NOT disabled'),
    }),
  'collection.cells': grid(12),
  'absences.list': ({ organisationId }) =>
    rows(
      `SELECT u.id, u.name, a.* FROM "User" u LEFT JOIN "Absence" a ON a."userId" = u.id WHERE u."organisationId" = ${organisationId}`,
    ),
  'mails.list': () =>
    rows(
      'SELECT id, kind, "to", subject, status, attempts, error, "createdAt", "sentAt" FROM "Mail" ORDER BY id DESC LIMIT 51',
    ),
  'organisationShare.forYear': (place) =>
    object({ rows: asked(place), cells: cells(place, 23), all: sums(place.year) }),
  'imports.help': () =>
    object({
      communes,
      organisations,
      indicators: rows('SELECT id, code, label, aliases, measure, "timeRule" FROM "Indicator" ORDER BY position'),
    }),
  'imports.list': () =>
    rows(
      `SELECT id, source, kind, "fileName", status, rows, accepted, "createdAt" FROM "Import" ORDER BY id DESC LIMIT 50`,
    ),
  'registers.rows': ({ organisationId }) =>
    rows(`SELECT encode(r."keyHash", 'hex') AS key, r.content, r."outOfTerritory", r."importId", i.kind, i."createdAt", i."createdByName"
      FROM "RegisterRow" r JOIN "Import" i ON i.id = r."importId" WHERE r."organisationId" = ${organisationId} AND r.source = 'workshop'
      ORDER BY r."importId" DESC LIMIT 50`),
  'publications.list': () => publications,
  'reports.workspace': texts,
  'reports.readiness': texts,
  'editions.forYear': editions,
  'reportTexts.national': ({ year }) => rows(`SELECT * FROM "NationalContext" WHERE year = ${year}`),
  'finance.year': ({ year }) =>
    object({
      conventions,
      lines: rows(
        `SELECT a.key, a.title, a."requestedCents", f.* FROM "Action" a LEFT JOIN "FinanceLine" f ON f."actionId" = a.id AND f.year = ${year} ORDER BY a.position`,
      ),
      partners:
        rows(`SELECT p.*, (SELECT json_agg(i) FROM "Instalment" i WHERE i."partnerConventionId" = p.id) AS instalments,
        (SELECT json_agg(d) FROM "SupportingDocument" d WHERE d."partnerConventionId" = p.id) AS documents FROM "PartnerConvention" p WHERE p.year = ${year}`),
      payments: rows(`SELECT * FROM "StatePayment" WHERE year = ${year}`),
      figures: sums(year),
    }),
  'finance.own': ({ organisationId }) =>
    rows(
      `SELECT p.*, (SELECT json_agg(i) FROM "Instalment" i WHERE i."partnerConventionId" = p.id) AS instalments FROM "PartnerConvention" p WHERE p."organisationId" = ${organisationId}`,
    ),
  'catalogue.read': () => object({ conventions, organisations, communes, lines }),
  'audit.choices': () => rows('SELECT DISTINCT "actorName", entity, action FROM "AuditEvent"'),
  'audit.journal': () => rows('SELECT * FROM "AuditEvent" ORDER BY id DESC LIMIT 50'),
  'dataProtection.record': () => settings,
  'dataProtection.ages': () => rows('SELECT "organisationId", source, count(*) FROM "RegisterRow" GROUP BY 1, 2'),
  'openData.state': () => publications,
  'status.read': () => rows('SELECT name, count(*) FROM "Job" GROUP BY 1'),
  'apiTokens.list': ({ organisationId }) =>
    rows(`SELECT id, name FROM "ApiToken" WHERE "organisationId" = ${organisationId}`),
  'accounts.people': () =>
    rows(
      'SELECT u.*, o.name AS organisation FROM "User" u LEFT JOIN "Organisation" o ON o.id = u."organisationId" ORDER BY u.name',
    ),
  'accounts.proofs': () => rows('SELECT "userId" FROM "SecondFactor" LIMIT 1'),
  'accounts.sessions': () => rows('SELECT id, "createdAt", "updatedAt" FROM "Session" LIMIT 20'),
  'firstSteps.state': () =>
    rows(
      'SELECT (SELECT count(*) FROM "Indicator") AS indicators, (SELECT count(*) FROM "Organisation") AS organisations, (SELECT count(*) FROM "Commune") AS communes, (SELECT count(*) FROM "Target") AS targets',
    ),
};

/** One prepared statement for all that a page asks. */
export function statementOf(procedures: readonly string[], place: Place): string {
  const parts = procedures.map((name) => {
    const part = statements[name];
    if (!part) throw new Error(`no statement for ${name}`);
    return [name, part(place)];
  });
  return `SELECT ${object(Object.fromEntries(parts))}::text AS answer`;
}
