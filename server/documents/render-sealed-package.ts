import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import type { IsoDate } from '../../shared/domain/month.ts';

/**
 * An office file is a zip of parts that bear the moment of their making. With every part dated of the document's own day,
 * the same document gives the same bytes, whenever it is made again: what an edition is proved by.
 */

const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

/** A zip keeps a moment without its time zone: the same one everywhere. */
const dated = () => new Date(1980, 0, 1);

/** Names that the library draws at random or counts on from one document to the next. */
const DRAWN = /((?:w:name|w:anchor|r:id|r:embed|Id)="|PAGEREF )(rId[\w-]{21}|_Toc\d+)/g;

const COUNTED = /(<(w:bookmarkStart|w:bookmarkEnd|wp:docPr)[^>]*? (?:w:)?id=")(\d+)(?=")/g;

/** The same names in the order in which they are met, and charts that Word proofreads in French. */
function settled(xml: string, names: Map<string, string>): string {
  const numbers = new Map<string, number>();
  return xml
    .replace(COUNTED, (_, before: string, element: string, id: string) => {
      const key = `${element === 'wp:docPr' ? 'drawing' : 'bookmark'} ${id}`;
      const number = numbers.get(key) ?? numbers.size + 1;
      numbers.set(key, number);
      return `${before}${number}`;
    })
    .replace(DRAWN, (_, before: string, drawn: string) => {
      const name = names.get(drawn) ?? `${drawn.startsWith('_Toc') ? '_TocH' : 'rIdP'}${names.size + 1}`;
      names.set(drawn, name);
      return `${before}${name}`;
    })
    .replaceAll('lang="en-US"', 'lang="fr-FR"');
}

/** A slide is proofread in French; a month without a value has no point at all, rather than an empty one. */
const presented = (xml: string) =>
  xml.replaceAll('lang="en-US"', 'lang="fr-FR"').replace(/<c:pt idx="\d+"><c:v><\/c:v><\/c:pt>/g, '');

const isPackage = (name: string) => /\.(xlsx|docx)$/.test(name);

function sealedPart(name: string, bytes: Uint8Array, date: IsoDate, names: Map<string, string>): Uint8Array {
  if (isPackage(name)) return sealedPackage(bytes, date);
  if (name.startsWith('docProps/')) return strToU8(strFromU8(bytes).replace(MOMENT, `${date}T12:00:00Z`));
  if (name.startsWith('ppt/') && name.endsWith('.xml')) return strToU8(presented(strFromU8(bytes)));
  return /^word\/(document\.xml|_rels\/document|charts\/)/.test(name)
    ? strToU8(settled(strFromU8(bytes), names))
    : bytes;
}

/** The same package, byte for byte the same for the same content. */
export const sealedPackage = (bytes: Uint8Array, date: IsoDate): Buffer => sealedParts(unzipSync(bytes), date);

/** A package made of its parts, in their order. */
export function sealedParts(parts: Readonly<Record<string, Uint8Array>>, date: IsoDate): Buffer {
  const names = new Map<string, string>();
  const sealed: Zippable = {};
  for (const name of Object.keys(parts)) {
    const part = parts[name];
    if (part) sealed[name] = [sealedPart(name, part, date, names), { mtime: dated(), level: isPackage(name) ? 0 : 6 }];
  }
  return Buffer.from(zipSync(sealed));
}
