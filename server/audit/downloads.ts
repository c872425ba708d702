import type { FastifyInstance } from 'fastify';
import { isKeyOf } from '../../shared/domain/record-of.ts';
import { actionWords, detailWords, originWords, subjectWords } from '../../shared/domain/words/audit-words.ts';
import { type JournalFilters, journalFilters } from '../../shared/schemas/audit.ts';
import { renderCsv } from '../documents/render-csv.ts';
import { renderWorkbook } from '../documents/render-workbook.ts';
import { extentOf } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { attachment } from '../platform/web/attachment.ts';
import { findEvents } from './repository.ts';

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** More lines than somebody reads; whoever wants all of them asks for shorter periods. */
const MOST_LINES = 50_000;

const moment = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Paris' });
const columns = [
  ...['Ligne', 'Date (Paris)', 'Qui', 'Quoi', 'Sur', 'Avant', 'Après', 'Raison', 'D’où'],
  ...['Place dans la chaîne', 'Empreinte'],
].map((label) => ({ label, width: 24, kind: 'text' as const }));

async function rowsOf({ db }: Pick<Context, 'db'>, filters: JournalFilters): Promise<string[][]> {
  const events = await findEvents(db, filters, { limit: MOST_LINES });
  return events.map((one) => [
    ...[String(one.id), moment.format(one.at), one.actorName, actionWords[one.action] ?? one.action],
    ...[subjectWords(one), detailWords(one.before), detailWords(one.after), one.reason ?? '', originWords(one)],
    ...[String(one.position ?? ''), one.hash ?? ''],
  ]);
}

/** Filters as the address of the page writes them. */
function filtersOf(query: Record<string, string | undefined>): JournalFilters | null {
  const { qui, sur, quoi, du, au, texte, lectures } = query;
  const asked = { actor: qui, entity: sur, action: quoi, from: du, to: au, text: texte };
  const said = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = journalFilters.safeParse({ ...said, reads: lectures === 'oui' });
  return parsed.success ? parsed.data : null;
}

/** `GET /documents/journal.csv` and `.xlsx`: the lines that the filters leave, the latest first; the journal keeps who took them. */
export function registerJournalDownloads(
  app: FastifyInstance,
  contextOf: (headers: NodeJS.Dict<string | string[]>, id: string) => Promise<Context>,
): void {
  type Request = { Params: { format: string }; Querystring: Record<string, string | undefined> };
  app.get<Request>('/documents/journal.:format', async (request, reply) => {
    const context = await contextOf(request.headers, request.id);
    const { viewer } = context;
    if (!viewer || extentOf(viewer, 'audit.read') === 'none')
      return reply.code(viewer ? 403 : 401).send({ error: viewer ? 'FORBIDDEN' : 'NOT_SIGNED_IN' });
    const { format } = request.params;
    if (!isKeyOf(types, format)) return reply.code(404).send({ error: 'NOT_FOUND' });
    const filters = filtersOf(request.query);
    if (!filters) return reply.code(400).send({ error: 'INVALID' });
    const rows = await rowsOf(context, filters);
    await context.db.$transaction((tx) =>
      recordAudit(tx, viewer, {
        ...{ action: 'journal.download', entity: 'journal', entityId: format },
        after: { lines: rows.length },
      }),
    );
    const fictitious = context.demonstration();
    const bytes =
      format === 'csv'
        ? renderCsv(columns, rows)
        : await renderWorkbook({
            title: 'Journal',
            fictitious,
            foreword: ['Les lignes que les filtres de la page laissent, la plus récente en premier.'],
            sheets: [{ name: 'Journal', columns, rows }],
          });
    const name = `journal-${parisDate(context.clock.now())}${fictitious ? '-fictif' : ''}.${format}`;
    return reply
      .header('content-disposition', attachment(name))
      .header('cache-control', 'no-store')
      .type(types[format])
      .send(bytes);
  });
}
