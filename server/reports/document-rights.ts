import { type Action, extentOf, type Viewer } from '../platform/access.ts';
import type { DocumentPart, ReportContent } from './report-content.ts';

/** What of a document somebody may hold, room by room. Every document of the year passes here before it is laid out. */

/** What a document is made of: the coordination's figures of the moment, a publication, or a sealed edition. */
type DocumentSource = 'project' | 'publication' | 'edition';

interface DocumentRights {
  texts: boolean;
  money: 'all' | 'own' | 'none';
  organisationId: number | null;
}

type Holder = Pick<Viewer, 'role' | 'organisationId'>;

/**
 * The rights of a person over a document that they may see. Its figures are those that anyone who signs in may read. Texts and
 * judgements belong to whoever writes them until an edition is shown. Example: an association holds of an edition its texts, and
 * of the money its own conventions.
 */
export function documentRights(viewer: Holder, source: DocumentSource): DocumentRights {
  const isAll = (action: Action) => extentOf(viewer, action) === 'all';
  return {
    texts: isAll('reports.write') || (source === 'edition' && extentOf(viewer, 'editions.read') !== 'none'),
    money: isAll('finance.read') ? 'all' : extentOf(viewer, 'finance.read-own'),
    organisationId: viewer.organisationId,
  };
}

/** True for who may hold everything that a document says: they get the very file that was kept. */
export const holdsAll = ({ texts, money }: DocumentRights) => texts && money === 'all';

/** The conventions of an organisation among those of a content; none of nobody's. */
const partnersOf = ({ finance }: ReportContent, organisationId: number | null) =>
  finance?.partners.filter(({ organisation }) => organisation.id === organisationId) ?? [];

/** What of a content somebody may hold: all of it, or what is left without the parts that they may not read. */
export function contentFor(content: ReportContent, rights: DocumentRights): ReportContent {
  const { texts, money, organisationId } = rights;
  const parts: DocumentPart[] = [
    ...(texts ? [] : (['texts'] as const)),
    ...(money === 'all' ? [] : (['money'] as const)),
  ];
  if (parts.length === 0) return content;
  const own = money === 'own' ? partnersOf(content, organisationId) : [];
  const { finance, ...left } = content;
  return {
    ...left,
    ...(money === 'all' ? finance && { finance } : own.length > 0 && { ownPartners: own }),
    ...(!texts && { narratives: { global: null, objectives: {}, actions: {} } }),
    without: [...new Set([...(content.without ?? []), ...parts])],
  };
}
