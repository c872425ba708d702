import { walkXml, walkXmlByPieces } from './xml.ts';
import type { Archive } from './zip.ts';

/** What a part of an Office package says of another: `type` is the last word of the kind of link, `target` where it stands. */
export interface Relation {
  id: string;
  type: string;
  target: string;
}

const folderOf = (part: string) => part.slice(0, part.lastIndexOf('/') + 1);

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Where a target stands in the archive. Example: `../sharedStrings.xml` seen from `xl/parts/` is `xl/sharedStrings.xml`. */
function resolved(folder: string, target: string, archive: Archive): string {
  const path = target.replaceAll('\\', '/');
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  const found = steps.join('/');
  return archive.has(found) ? found : unescaped(found);
}

/** The links of a part, or of the whole package when none is named. */
export function relationsOf(archive: Archive, part = ''): Relation[] {
  const folder = folderOf(part);
  const place = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations: Relation[] = [];
  if (!archive.has(place)) return relations;
  walkXml(archive, place, {
    open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      relations.push({ id: Id, type, target: resolved(folder, Target, archive) });
    },
  });
  return relations;
}

/** Where writers put the main part, for a package that does not say so. */
const usual = ['xl/workbook.xml', 'xl/workbook.bin', 'word/document.xml', 'ppt/presentation.xml'];

/** The part that opens an Office package; undefined when the archive is none. */
export function mainPart(archive: Archive): string | undefined {
  const named = relationsOf(archive).find(({ type, target }) => type === 'officeDocument' && archive.has(target));
  return named?.target ?? usual.find((part) => archive.has(part));
}

/** The name of the first element of a part, which tells what the part is. */
export function rootOf(archive: Archive, part: string): string {
  let root = '';
  for (const _ of walkXmlByPieces(archive.pieces(part), { open: (name) => (root ||= name) })) if (root !== '') break;
  return root;
}
