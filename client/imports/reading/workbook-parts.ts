import type { SourceName } from '../../../shared/registers/register.ts';
import type { ColumnMapping, ToldByFile } from '../../../shared/schemas/import.ts';
import type { Help } from '../import-words.ts';
import { FileSession } from './file-session.ts';
import { openRemembering, organisationFor } from './open-remembering.ts';
import { isRefused, type Opened } from './reading-protocol.ts';

/** A part of a workbook that is clear: it can be sent, once its questions were asked. */
export interface Part {
  session: FileSession;
  opened: Opened;
  organisationId: number;
  mapping?: ColumnMapping;
  version: number | null;
}

/** The sheets of a part: the first is not for those of the others. */
export function sheetsOfPart(first: Opened, source: SourceName): string[] {
  const others = first.also.flatMap(({ sheets }) => sheets);
  const own = first.also.find((one) => one.source === source)?.sheets;
  return own ?? first.sheetNames.filter((name) => !others.includes(name));
}

/** Whose register another part of a workbook is for: those of an organisation that one may import for, and that feeds it. */
function organisationOfPart(help: Help, source: SourceName, chosen: number | null): number | null {
  const feeds = (id: number | null) =>
    help.organisations.some((one) => one.id === id && one.feeds.includes(source)) ? id : null;
  return feeds(chosen) ?? feeds(organisationFor(help, source, null));
}

/** The other registers that a workbook feeds, each opened on its own. What is not clear by itself stays named among the sheets left out. */
export async function openOtherParts(help: Help, first: Part): Promise<Part[]> {
  const parts: Part[] = [];
  for (const { source, sheets } of first.opened.also) {
    const organisationId = organisationOfPart(help, source, first.organisationId);
    if (organisationId === null) continue;
    const session = new FileSession(first.session.file);
    const { read, remembered } = await openRemembering(session, help, organisationId, { source, sheets });
    if (isRefused(read) || !read.sure) session.close();
    else parts.push({ session, opened: read, organisationId, version: remembered?.version ?? null });
  }
  return parts;
}

/** What a part tells of the workbook: of its own sheets; the first also names those that no part reads. */
export function toldByPart(parts: readonly Part[], part: Part): (told: ToldByFile) => ToldByFile {
  const [first, ...others] = parts;
  if (first === undefined || part !== first) return (told) => told;
  const read = others.flatMap(({ opened }) => sheetsOfPart(first.opened, opened.source));
  const places = new Set(read.map((name) => first.opened.sheetNames.indexOf(name) + 1));
  return (told) => ({ ...told, unread: told.unread.filter(({ position }) => !places.has(position)) });
}
