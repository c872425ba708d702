import { createHash } from 'node:crypto';
import type { Chance } from './chance.ts';
import type { Client, Outcome } from './client.ts';
import { act, type CellEntry, count, type ImportEntry, type Ledger } from './ledger.ts';
import type { World } from './world.ts';

const FROZEN_YEAR = 2023;
const SIAO_ROW = { requestType: 'Première demande', status: 'En cours', persons: 1, minors: 0, commune: 'Dijon' };

/** How a client stands after an act: it goes on, or it was cut and stops until the next check. */
export type After = 'goes on' | 'cut';

/** Writes down what nobody should ever be told: a session lost, an error while nothing was killed. */
export function noted<Data>(ledger: Ledger, what: string, outcome: Outcome<Data>, calm: boolean): Outcome<Data> {
  count(ledger, `${what}: ${outcome.kind}`);
  if (outcome.kind === 'refused' && (outcome.status === 401 || outcome.code === 'INVALID'))
    ledger.faults.push(`${what} refused with ${outcome.status} ${outcome.code}`);
  if (outcome.kind === 'unknown' && calm) ledger.faults.push(`${what}, while nothing was killed: ${outcome.why}`);
  return outcome;
}

interface Setting {
  world: World;
  chance: Chance;
  /** Nothing has been killed yet. */
  calm: () => boolean;
  /** The long acts that are under way, by name. */
  underWay: Set<string>;
}

async function during<Result>({ underWay }: Setting, name: string, work: () => Promise<Result>): Promise<Result> {
  underWay.add(name);
  try {
    return await work();
  } finally {
    underWay.delete(name);
  }
}

/** Types another figure in one of one's own cells. */
export async function save({ world: { ledger }, calm }: Setting, client: Client, cell: CellEntry): Promise<After> {
  const number = ledger.next();
  const typed = { value: number % 400, comment: `essai ${number}` };
  const { organisationId, indicatorId, month, revision } = cell;
  cell.pending = typed;
  const input = { organisationId, indicatorId, month, revision, state: 'value', ...typed };
  const outcome = await client.mutate<{ revision: number }>('monthlyEntry.saveCell', input);
  noted(ledger, 'save', outcome, calm());
  if (outcome.kind === 'unknown') return 'cut';
  cell.pending = null;
  if (outcome.kind === 'done') {
    cell.acknowledged = typed;
    cell.revision = outcome.data.revision;
    ledger.saved.set(typed.comment, { cell, value: typed.value });
  } else if (outcome.code === 'CONFLICT')
    ledger.faults.push(`a cell that nobody else writes is in conflict: ${JSON.stringify(outcome.facts)}`);
  return 'goes on';
}

/** Writes down an act on a month; `wrote`: what was answered proves that something was written. */
function keep<Data>(ledger: Ledger, key: string, outcome: Outcome<Data>, wrote: (data: Data) => boolean): After {
  if (outcome.kind === 'done') act(ledger, key, wrote(outcome.data) ? 'acknowledged' : 'unknown');
  if (outcome.kind === 'unknown') act(ledger, key, 'unknown');
  return outcome.kind === 'unknown' ? 'cut' : 'goes on';
}

export async function submit({ world: { ledger }, calm }: Setting, client: Client, cell: CellEntry): Promise<After> {
  const { organisationId, month } = cell;
  const outcome = await client.mutate<{ submitted: boolean }>('monthlyEntry.submit', { organisationId, month });
  noted(ledger, 'submit', outcome, calm());
  return keep(ledger, `entry.submit ${organisationId}/${month}`, outcome, ({ submitted }) => submitted);
}

interface SeenOf {
  organisationId: number;
  indicatorId: number;
  revision: number;
}

interface Shown {
  flagged: SeenOf[];
  others: SeenOf[];
  registers: { organisationId: number; source: string; sequence: number }[];
}

interface Validated {
  organisationId: number;
  validated: number;
  registers: number;
}

/** A coordinator validates a month of everyone, or opens one return again. */
export async function review({ world, chance, calm }: Setting): Promise<After> {
  const { ledger, coordinator, returns } = world;
  if (chance.next() < 0.5) {
    const month = chance.pick(returns).month;
    const asked = returns.filter((one) => one.month === month);
    const shown = await coordinator.query<Shown>('collection.toValidate', { returns: asked });
    if (shown.kind !== 'done') return 'goes on';
    const seen = [...shown.data.flagged, ...shown.data.others];
    const chosen = asked.map((one) => ({
      ...one,
      cells: seen
        .filter(({ organisationId }) => organisationId === one.organisationId)
        .map(({ indicatorId, revision }) => ({ indicatorId, revision })),
      registers: shown.data.registers
        .filter(({ organisationId }) => organisationId === one.organisationId)
        .map(({ source, sequence }) => ({ source, sequence })),
    }));
    const outcome = await coordinator.mutate<Validated[]>('collection.validate', {
      returns: chosen,
    });
    noted(ledger, 'validate', outcome, calm());
    for (const { organisationId } of asked) {
      const key = `collection.validate ${organisationId}/${month}`;
      const wrote = (data: Validated[]) =>
        data.some((one) => one.organisationId === organisationId && one.validated + one.registers > 0);
      keep(ledger, key, outcome, wrote);
    }
    return outcome.kind === 'unknown' ? 'cut' : 'goes on';
  }
  const { organisationId, month } = chance.pick(returns);
  const outcome = await coordinator.mutate('collection.unlock', { organisationId, month, reason: 'essai de pannes' });
  noted(ledger, 'unlock', outcome, calm());
  if (outcome.kind === 'refused' && outcome.code === 'CONFIRM_IDENTITY') await coordinator.confirm();
  return keep(ledger, `collection.unlock ${organisationId}/${month}`, outcome, () => true);
}

/** Rows of a small partner file, none of which was ever sent before. */
function rowsOf(source: ImportEntry['source'], number: number, howMany: number) {
  return Array.from({ length: howMany }, (_, rank) => {
    const month = `2024-${String(1 + ((number + rank) % 12)).padStart(2, '0')}`;
    const date = `${month}-${String(1 + (rank % 28)).padStart(2, '0')}`;
    const content =
      source === 'workshop'
        ? { date, month, theme: 'Entretien du logement', participants: 1 + (rank % 9) }
        : { ...SIAO_ROW, requestDate: date };
    return { row: rank + 2, key: `pannes-${number}-${rank}`, content, outside: false, remarks: [] };
  });
}

export async function takeFile(setting: Setting, importer: World['importers'][number], rows: number): Promise<After> {
  const { world, calm } = setting;
  const { ledger } = world;
  const { client, organisationId, source } = importer;
  const number = ledger.next();
  const fileHash = createHash('sha256').update(`pannes ${number}`).digest('hex');
  const head = { organisationId, source, fileName: `pannes-${number}.csv`, fileHash, droppedColumns: [] };
  const begun = noted(ledger, 'import begun', await client.mutate<{ id: number }>('imports.begin', head), calm());
  if (begun.kind !== 'done') return begun.kind === 'unknown' ? 'cut' : 'goes on';
  const { id } = begun.data;
  const entry: ImportEntry = { id, source, rows, state: 'sent' };
  ledger.imports.push(entry);
  const sent = noted(
    ledger,
    'import sent',
    await client.mutate('imports.send', { id, rows: rowsOf(source, number, rows) }),
    calm(),
  );
  if (sent.kind !== 'done') return sent.kind === 'unknown' ? 'cut' : 'goes on';
  const seen = noted(ledger, 'import previewed', await client.query('imports.preview', { id }), calm());
  if (seen.kind !== 'done') return seen.kind === 'unknown' ? 'cut' : 'goes on';
  const outcome = noted(
    ledger,
    'import',
    await during(setting, 'import', () => client.mutate('imports.commit', { id })),
    calm(),
  );
  entry.state = outcome.kind === 'done' ? 'acknowledged' : outcome.kind;
  return outcome.kind === 'unknown' ? 'cut' : 'goes on';
}

/** Opens an edition of a finished year and freezes it; the warnings that it is refused with are read, and said next time. */
export async function freeze(setting: Setting): Promise<After> {
  const { world, calm } = setting;
  const { ledger, editor } = world;
  const asked = { year: FROZEN_YEAR, kind: 'report' };
  const opened = noted(ledger, 'edition opened', await editor.mutate<{ id: number }>('editions.open', asked), calm());
  if (opened.kind !== 'done') return opened.kind === 'unknown' ? 'cut' : 'goes on';
  const { id } = opened.data;
  const input = { id, accepted: world.read };
  const outcome = noted(
    ledger,
    'freeze',
    await during(setting, 'freeze', () => editor.mutate('editions.freeze', input)),
    calm(),
  );
  if (outcome.kind === 'refused' && outcome.code === 'CONFIRM_IDENTITY') await editor.confirm();
  if (outcome.kind === 'refused' && Array.isArray(outcome.facts.warnings)) world.read = outcome.facts.warnings;
  if (outcome.kind === 'done') ledger.frozen.push(id);
  return outcome.kind === 'unknown' ? 'cut' : 'goes on';
}
