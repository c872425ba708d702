import type pg from 'pg';

/**
 * Copies every row that a condition finds in a table; `written` says what the copy has otherwise, as SQL on the row `t`.
 * Numbers that the database gives are given anew.
 */
async function copyRows(pool: pg.Pool, table: string, written: Record<string, string>, rest = ''): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND coalesce(column_default, '') NOT LIKE 'nextval%' AND is_generated = 'NEVER'`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  const columns = names.map((name) => `"${name}"`).join(', ');
  const values = names.map((name) => written[name] ?? `t."${name}"`).join(', ');
  await pool.query(`INSERT INTO "${table}" (${columns}) SELECT ${values} FROM "${table}" t ${rest}`);
}

const threeMore = 'CROSS JOIN generate_series(1, 3) n';

/** Twice the indicators, each with its definitions, targets, lines, organisations and cells. */
async function doubleIndicators(pool: pg.Pool): Promise<void> {
  await copyRows(pool, 'Indicator', { code: `t.code || '-B'`, position: 't.position + 1000', measure: 'NULL' });
  const twin = `JOIN "Indicator" own ON own.id = t."indicatorId" JOIN "Indicator" twin ON twin.code = own.code || '-B'`;
  const theirs = { indicatorId: 'twin.id' };
  for (const table of ['IndicatorVersion', 'Target', 'ActionIndicator', 'PublishedFigure', 'IndicatorAnnotation'])
    await copyRows(pool, table, theirs, twin);
  for (const table of ['Assignment', 'AssignmentSpan', 'Agreement', 'Observation', 'IndicatorMonth'])
    await copyRows(pool, table, theirs, twin);
}

/** Twice the organisations, each with its people, cells, returns, rows and what was counted of them. */
async function doubleOrganisations(pool: pg.Pool): Promise<void> {
  await copyRows(pool, 'Organisation', { code: `t.code || '-B'`, ownerId: 'NULL', deputyId: 'NULL' });
  const twin = `JOIN "Organisation" own ON own.id = t."organisationId" JOIN "Organisation" twin ON twin.code = own.code || '-B'`;
  const theirs = { organisationId: 'twin.id' };
  const own = [
    'Assignment',
    'AssignmentSpan',
    'Agreement',
    'RegisterAssignment',
    'RegisterMonth',
    'Observation',
    'MonthlyReturn',
  ];
  for (const table of [...own, 'RegisterRow', 'LedgerMonth', 'LedgerState']) await copyRows(pool, table, theirs, twin);
  await copyRows(pool, 'PartnerConvention', { ...theirs, code: `t.code || '-B'` }, twin);
}

/** Four times what only grows longer with the years: people, the journal, receipts, messages, remarks. */
async function lengthenLists(pool: pg.Pool): Promise<void> {
  await copyRows(
    pool,
    'User',
    { id: `t.id || '-' || n`, email: `n || t.email`, name: `t.name || ' ' || n` },
    threeMore,
  );
  await copyRows(pool, 'AuditEvent', { position: 'NULL', hash: 'NULL' }, threeMore);
  // The number of an import is its own in its register.
  await copyRows(pool, 'Import', { sequence: 't.sequence + 1000 * n' }, threeMore);
  for (const table of ['CellMessage', 'ObservationRevision', 'HeadCount', 'ReportComment'])
    await copyRows(pool, table, {}, threeMore);
  await copyRows(pool, 'Mail', { key: `t.key || '/' || n` }, threeMore);
  const later = `JOIN "PartnerConvention" own ON own.id = t."partnerConventionId" JOIN "PartnerConvention" twin ON twin.code = own.code || '-B'`;
  for (const table of ['PartnerConventionAction', 'Instalment', 'SupportingDocument'])
    await copyRows(pool, table, { partnerConventionId: 'twin.id' }, later);
}

/** Four times the cells of a database, and twice to four times everything else that a territory adds. */
export async function growFourfold(pool: pg.Pool): Promise<void> {
  await doubleIndicators(pool);
  await doubleOrganisations(pool);
  await lengthenLists(pool);
  await pool.query('ANALYZE');
}
