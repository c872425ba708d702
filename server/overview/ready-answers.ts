import type { FastifyInstance } from 'fastify';
import { publicationIn, readsPublication } from '../../shared/domain/site/publication-choice.ts';
import { type FigureFilters, figureFilters } from '../../shared/schemas/overview.ts';
import { extentOf } from '../platform/access.ts';
import type { Installation } from '../platform/context.ts';
import { figureRevision } from '../platform/database/revision.ts';
import { freshSession } from '../platform/fresh-session.ts';
import { answerCache, type CachedAnswer } from '../platform/web/answer-cache.ts';
import { publishedText } from '../publications/answering.ts';
import { overviewFor } from './service.ts';

const PROCEDURE = '/trpc/overview.forYear';
const MOST = 200;

function filtersIn(url: string): FigureFilters | null {
  const query = new URLSearchParams(url.slice(PROCEDURE.length + 1));
  if (query.has('batch')) return null;
  try {
    const parsed = figureFilters.safeParse(JSON.parse(query.get('input') ?? '{}'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const isOverview = (url: string) => url === PROCEDURE || url.startsWith(`${PROCEDURE}?`);
const accepts = (header: string | string[] | undefined, word: string) => String(header ?? '').includes(word);

export type ReadyOverview = (url: string, headers: NodeJS.Dict<string | string[]>) => Promise<CachedAnswer | null>;

/** What a publication says does not change: it is kept whatever is written meanwhile. */
const FOR_EVER = '';

/**
 * The answer of `overview.forYear` at an address, kept in memory: a publication's for good, one's own figures while none has
 * changed. One statement reads the session, its rights, the revision of the figures and the latest publication. Null for
 * anything out of the ordinary.
 */
export function readyOverview(installation: Installation): ReadyOverview {
  const { pool, clock, sessionSecret, env } = installation;
  const cache = answerCache({ most: MOST, revision: () => figureRevision(pool) });
  const published = answerCache({ most: MOST, revision: async () => FOR_EVER });
  const keys = { pool, secret: sessionSecret, baseUrl: env.baseUrl, now: () => clock.now() };

  return async (url, headers) => {
    const filters = filtersIn(url);
    const open = filters && (await freshSession(keys, headers));
    if (!filters || !open || extentOf(open.viewer, 'figures.read') === 'none') return null;
    const { viewer, revision, hasWholeReading } = open;
    const { year, month, organisation } = filters;
    const asked = publicationIn(String(headers.cookie ?? ''));
    const filter = [year ?? null, month ?? null, organisation ?? null];
    if (readsPublication({ role: viewer.role, choice: asked }, organisation !== undefined)) {
      // One that is not the latest, or a reading without suppression, which goes to the journal, takes the usual way.
      if (open.publication === null || typeof asked === 'number' || hasWholeReading) return null;
      return published.get(JSON.stringify([open.publication, filter]), FOR_EVER, async () => {
        const { text } = await publishedText({ ...installation, viewer: null }, 'overview.forYear', filters);
        return { result: { data: JSON.parse(text) } };
      });
    }
    const scope = [viewer.role, viewer.organisationId, installation.referenceDate()];
    return cache.get(JSON.stringify([scope, filter]), revision, async () => ({
      result: { data: await overviewFor(installation, viewer, filters) },
    }));
  };
}

/** Answers `overview.forYear` when it is ready; the rest goes on to the procedure, which answers or refuses in full. Answers how many it gave. */
export function registerReadyOverview(app: FastifyInstance, answer: ReadyOverview): { count: number } {
  const given = { count: 0 };
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' || !isOverview(request.url)) return;
    // A refusal, or a fault, is said by the procedure: it knows how.
    const ready = await answer(request.url, request.headers).catch(() => null);
    if (!ready) return;
    given.count += 1;
    reply
      .header('etag', ready.etag)
      .header('cache-control', 'private, no-cache')
      .header('vary', 'cookie, accept-encoding');
    if (accepts(request.headers['if-none-match'], ready.etag)) return reply.code(304).send();
    reply.type('application/json; charset=utf-8');
    if (!accepts(request.headers['accept-encoding'], 'gzip')) return reply.send(ready.json);
    return reply.header('content-encoding', 'gzip').send(ready.gzip);
  });
  return given;
}
