import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { moveReturn } from '../../shared/domain/entry/return-status.ts';
import type { Month } from '../../shared/domain/month.ts';
import { systemScope, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import * as repository from './publication-repository.ts';

type Tx = Prisma.TransactionClient;

/** An edition of the report as returns name it. */
export interface Publication {
  /** The months that the edition tells of. */
  from: Month;
  to: Month;
  /** « rapport d’exécution 2025 » */
  edition: string;
  at: Date;
}

/**
 * What freezing an edition of the report does to the returns that it rests on: each validated one is published in it, in
 * the transaction that freezes. The values stay where they are; a later correction is a revision of what was published.
 * Answers how many returns were published.
 */
export async function publishReturns(tx: Tx, viewer: Viewer, publication: Publication): Promise<number> {
  const { edition, at } = publication;
  const found = await repository.listReturns(tx, publication);
  const ready = found.filter(({ status }) => moveReturn(status, 'publish', 'coordinator').ok);
  for (const { organisationId, month, status } of ready) {
    await repository.markPublished(systemScope('editions.write', organisationId), tx, month, { edition, at });
    await recordAudit(tx, viewer, {
      action: 'collection.publish',
      entity: 'return',
      entityId: `${organisationId}/${month}`,
      before: { status },
      after: { status: 'published', edition },
    });
  }
  return ready.length;
}

/** A cell that says something else than the edition that published it. */
export interface RevisedCell {
  organisationId: number;
  indicatorId: number;
  month: Month;
  edition: string;
  publishedAt: string;
  published: repository.PublishedContent;
  now: repository.PublishedContent;
}

const sameFigure = (a: repository.PublishedContent, b: repository.PublishedContent) =>
  a.state === b.state && a.value === b.value && a.numerator === b.numerator && a.denominator === b.denominator;

/**
 * The cells whose figure changed since an edition of the report published it, with both values: what every place that
 * shows the figure says « révisé depuis le rapport du… » of. A correction that is not validated yet is one already.
 */
export async function revisedSincePublication(
  db: PrismaClient | Tx,
  span: { from: Month; to: Month; organisationId?: number },
): Promise<RevisedCell[]> {
  const rows = await repository.listPublishedContents(db, span);
  return rows.flatMap(({ organisationId, indicatorId, month, edition, publishedAt, published, now }) =>
    sameFigure(published, now)
      ? []
      : [{ organisationId, indicatorId, month, edition, publishedAt: publishedAt.toISOString(), published, now }],
  );
}
