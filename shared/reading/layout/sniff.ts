import type { ByteSource, Encoding } from '../byte-source.ts';
import { detectEncoding, refuseEndlessLines, textOf } from '../delimited/encoding.ts';
import { notATable, refuse } from '../refusal.ts';
import { mainPart, rootOf } from '../workbook/package-parts.ts';
import { decoded } from '../workbook/xml.ts';
import { type Archive, openArchive } from '../workbook/zip.ts';

export type FileKind = { kind: 'xlsx' | 'ods'; archive: Archive } | { kind: 'text'; encoding: Encoding };

const exportAsTable = 'exportez les données en .xlsx, .ods ou .csv depuis votre logiciel, puis déposez ce fichier.';

function startsWith(bytes: Uint8Array, ...head: number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

/** True when the bytes hold an ASCII word written in UTF-16LE, as the directory of an old Office file does. */
function holdsWide(bytes: Uint8Array, word: string): boolean {
  const wide = [...word].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const end = bytes.length - wide.length;
  for (let at = bytes.indexOf(wide[0] ?? 0); at >= 0 && at <= end; at = bytes.indexOf(wide[0] ?? 0, at + 1)) {
    if (wide.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

function refuseOldOffice(bytes: Uint8Array): never {
  if (holdsWide(bytes, 'EncryptedPackage') || holdsWide(bytes, 'EncryptionInfo')) throw refuse('password');
  if (holdsWide(bytes, 'WordDocument')) throw notATable('un document Word', exportAsTable);
  throw refuse('legacy-workbook');
}

function isLocked(archive: Archive): boolean {
  if (!archive.has('META-INF/manifest.xml')) return false;
  return [...decoded(archive.pieces('META-INF/manifest.xml'))].join('').includes('encryption-data');
}

/** The main part of an Office package says what it is, wherever it stands and whatever its name. */
function sniffOffice(archive: Archive, main: string): FileKind {
  if (main.endsWith('.bin'))
    throw notATable('un classeur binaire (.xlsb)', 'enregistrez-le au format .xlsx, puis redéposez-le.');
  const root = /^(word|ppt)\//i.exec(main)?.[1]?.toLowerCase() ?? rootOf(archive, main);
  if (root === 'word' || root === 'document') throw notATable('un document Word', exportAsTable);
  if (root === 'ppt' || root === 'presentation') throw notATable('une présentation', exportAsTable);
  if (root !== 'workbook') throw notATable('un fichier d’un type inconnu', exportAsTable);
  return { kind: 'xlsx', archive };
}

function sniffOpenDocument(archive: Archive): FileKind {
  if (isLocked(archive)) throw refuse('password');
  const type = archive.has('mimetype') ? [...decoded(archive.pieces('mimetype'))].join('') : '';
  if (/opendocument\.text/.test(type)) throw notATable('un document texte', exportAsTable);
  if (/opendocument\.(presentation|graphics)/.test(type)) throw notATable('une présentation', exportAsTable);
  return { kind: 'ods', archive };
}

function sniffArchive(source: ByteSource): FileKind {
  const archive = openArchive(source);
  const main = mainPart(archive);
  if (main !== undefined) return sniffOffice(archive, main);
  if (archive.has('content.xml')) return sniffOpenDocument(archive);
  throw notATable('une archive compressée', 'décompressez-la et déposez le tableau qu’elle contient.');
}

/** The first characters of a text, or all of them when they are blank. */
function headOf(source: ByteSource, encoding: Encoding): string {
  let head = '';
  for (const text of textOf(source, encoding)) {
    head += text;
    if (head.trim() !== '' && head.length >= 8000) break;
    if (head.trim() === '') head = '';
  }
  return head;
}

function sniffText(source: ByteSource): FileKind {
  refuseEndlessLines(source);
  const encoding = detectEncoding(source);
  const text = headOf(source, encoding);
  const head = text.slice(0, 2000).trimStart().toLowerCase();
  if (text.trim() === '') throw refuse('empty');
  if (/^(<!doctype html|<html|<table|<head|<meta)/.test(head)) {
    throw notATable(
      'une page web, même s’il porte un nom de classeur',
      'ouvrez-le dans votre tableur et enregistrez-le au format .xlsx, puis redéposez-le.',
    );
  }
  if (/^(<\?xml|<)/.test(head)) {
    throw notATable(
      'un document XML',
      'ouvrez-le dans votre tableur et enregistrez-le au format .xlsx, puis redéposez-le.',
    );
  }
  if (head.startsWith('{\\rtf')) throw notATable('un document texte', exportAsTable);
  if (/^[[{]\s*["{[]/.test(head)) throw notATable('un fichier JSON', exportAsTable);
  if (text.slice(0, 8000).includes('\0')) throw notATable('un fichier d’un type inconnu', exportAsTable);
  return { kind: 'text', encoding };
}

/** What a file is, told by its content and never by its name; what cannot be a table is refused in one sentence. */
export function sniff(source: ByteSource): FileKind {
  if (source.size === 0) throw refuse('empty');
  const bytes = source.read(0, 64);
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return sniffArchive(source);
  if (startsWith(bytes, 0x50, 0x4b)) throw refuse(source.size < 30 ? 'empty' : 'damaged');
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refuseOldOffice(source.read(0, 8_000_000));
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) throw notATable('un PDF', exportAsTable);
  if (
    startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    startsWith(bytes, 0xff, 0xd8, 0xff) ||
    startsWith(bytes, 0x47, 0x49, 0x46, 0x38)
  ) {
    throw notATable('une image', exportAsTable);
  }
  if (
    startsWith(bytes, 0x1f, 0x8b) ||
    startsWith(bytes, 0x52, 0x61, 0x72, 0x21) ||
    startsWith(bytes, 0x37, 0x7a, 0xbc, 0xaf)
  ) {
    throw notATable('une archive compressée', 'décompressez-la et déposez le tableau qu’elle contient.');
  }
  return sniffText(source);
}
