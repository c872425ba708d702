import * as z from 'zod';
import { editionKinds } from '../../shared/domain/report/edition.ts';
import { canonicalJson } from '../../shared/domain/report/edition-sealing.ts';
import type { ReportDocument } from '../../shared/domain/report/report-document.ts';
import { frenchDate } from '../../shared/domain/words/french-format.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { readSettings } from '../platform/settings.ts';
import { documentOf, editionContent, type ReportContent, workbookOf } from '../reports/service.ts';
import { type AddendumContent, addendumContent, addendumDocument } from './addendum.ts';
import { sealedSettings } from './comparison.ts';
import type { EditionRow } from './repository.ts';
import { unvalidatedAct } from './unvalidated.ts';

/** What an edition seals: plain JSON, enough to make its files again without asking anything of the database. */
export type Sealed =
  | {
      form: 1;
      kind: 'report';
      content: ReportContent;
      settings: Record<string, unknown>;
      document: ReportDocument;
      workbook: ReturnType<typeof workbookOf>;
    }
  | { form: 1; kind: 'addendum'; content: AddendumContent; document: ReportDocument };

/** What was sealed is proved by its hash: its form and its kind say which version of this type it has. */
const sealedForm = z.custom<Sealed>((one) => sealedHead.safeParse(one).success);
const sealedHead = z.object({
  form: z.literal(1),
  kind: z.enum(editionKinds),
  content: z.object(),
  document: z.object(),
});
export const readSealed = (text: string): Sealed => sealedForm.parse(JSON.parse(text));

type Of = Pick<EditionRow, 'year' | 'kind' | 'number'>;

/** What an edition says, if it is frozen today. */
async function contentOfDay(
  platform: Platform,
  { year, number }: Omit<Of, 'kind'>,
  reason: string | null,
): Promise<ReportContent> {
  const content = { ...(await editionContent(platform, year)), ...(await unvalidatedAct(platform, year, reason)) };
  const today = parisDate(platform.clock.now());
  const version = `Édition n°\u00a0${number}, figée le ${frenchDate(today)} d’après la publication ${content.publication}`;
  return { ...content, meta: { ...content.meta, date: today, version } };
}

/** The sealed text of an edition as it would be now, `reason` said where figures are not validated; refused with NOT_PUBLISHED when no publication speaks of its year. */
export async function sealNow(
  platform: Platform,
  edition: Of & { aboutId: number | null },
  reason: string | null,
): Promise<string> {
  if (edition.kind === 'addendum') {
    const act = await unvalidatedAct(platform, edition.year, reason);
    const content = { ...(await addendumContent(platform, edition)), ...act };
    return canonicalJson({ form: 1, kind: 'addendum', content, document: addendumDocument(content) });
  }
  const [content, settings] = await Promise.all([contentOfDay(platform, edition, reason), readSettings(platform.db)]);
  return canonicalJson({
    form: 1,
    kind: 'report',
    content,
    settings: sealedSettings(settings),
    document: documentOf(content),
    workbook: workbookOf(content),
  });
}
