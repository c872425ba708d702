/**
 * An edition is what a year's report said on the day when it was frozen: its figures, texts, definitions, targets, secrecy and
 * settings, and the very files that were sent. An addendum says, later, what was revised since.
 */

export const editionKinds = ['report', 'addendum'] as const;
export type EditionKind = (typeof editionKinds)[number];

export const editionStatuses = ['draft', 'frozen', 'voted', 'sent'] as const;
export type EditionStatus = (typeof editionStatuses)[number];

export const editionFormats = ['pdf', 'docx', 'xlsx', 'csv'] as const;
export type EditionFormat = (typeof editionFormats)[number];

/** An addendum is a document only: the data of the year are those of the day. */
export const formatsOfKind: Record<EditionKind, readonly EditionFormat[]> = {
  report: editionFormats,
  addendum: ['pdf', 'docx'],
};

/** To whom the convention says that the report goes: the Préfet, with a copy to the DIHAL and to the steering committee (article 2.3). */
export const editionRecipients = ['prefecture', 'dihal', 'committee'] as const;
export type EditionRecipient = (typeof editionRecipients)[number];

export const recipientWords: Record<EditionRecipient, string> = {
  prefecture: 'Préfecture',
  dihal: 'DIHAL',
  committee: 'Comité de suivi',
};

export const editionMoves = ['freeze', 'vote', 'send', 'discard'] as const;
export type EditionMove = (typeof editionMoves)[number];
type Role = 'coordinator' | 'contributor' | 'reader';

const reportMoves: Record<EditionMove, Partial<Record<EditionStatus, EditionStatus | 'gone'>>> = {
  freeze: { draft: 'frozen' },
  vote: { frozen: 'voted' },
  // Sent once more, to somebody who was forgotten, is still sent.
  send: { voted: 'sent', sent: 'sent' },
  discard: { draft: 'gone' },
};

/** The council votes the report; an addendum is told to it, and needs no vote of its own. */
const addendumMoves: typeof reportMoves = { ...reportMoves, send: { frozen: 'sent', voted: 'sent', sent: 'sent' } };

type EditionMoved = { ok: true; status: EditionStatus | 'gone' } | { ok: false; refusal: 'FORBIDDEN' | 'LOCKED' };

/**
 * Where a move takes an edition: draft → frozen → voted → sent, by the coordination only, and never back. A report is voted
 * before it is sent (convention 2023-2025, article 2.3: "après délibération"). Example: `moveEdition('report', 'frozen',
 * 'send', 'coordinator')` is refused with LOCKED; with 'vote' it gives `voted`.
 */
export function moveEdition(kind: EditionKind, status: EditionStatus, move: EditionMove, role: Role): EditionMoved {
  if (role !== 'coordinator') return { ok: false, refusal: 'FORBIDDEN' };
  const to = (kind === 'addendum' ? addendumMoves : reportMoves)[move][status];
  return to ? { ok: true, status: to } : { ok: false, refusal: 'LOCKED' };
}

/** From where on an edition is shown to those who read it, as the coordination has set it. */
export const shownFromChoices = ['voted', 'sent'] as const;
type EditionShownFrom = (typeof shownFromChoices)[number];

/**
 * Whether somebody sees an edition: the coordination always; everyone else from the vote on, or once it was sent. What of it they
 * may hold is decided elsewhere (`server/reports/document-rights.ts`). Example: a voted edition is not visible to a reader when
 * editions are shown from their sending on.
 */
export function isEditionVisible(status: EditionStatus, role: Role, shownFrom: EditionShownFrom): boolean {
  return role === 'coordinator' || status === 'sent' || status === shownFrom;
}

/** « rapport d’exécution 2023 (édition n° 2) » ; « addendum n° 1 au rapport d’exécution 2023 ». */
export function editionWords({ kind, year, number }: { kind: EditionKind; year: number; number: number }): string {
  return kind === 'report'
    ? `rapport d’exécution ${year} (édition n°\u00a0${number})`
    : `addendum n°\u00a0${number} au rapport d’exécution ${year}`;
}

/** The name of a file of an edition, the same for ever. Example: `rapport-execution-2023-edition-1.pdf`. */
export function editionFileName(
  { kind, year, number }: { kind: EditionKind; year: number; number: number },
  format: EditionFormat,
  fictitious: boolean,
): string {
  const mark = fictitious ? '-fictif' : '';
  if (kind === 'addendum') return `addendum-${number}-rapport-${year}${mark}.${format}`;
  const name = format === 'xlsx' || format === 'csv' ? 'donnees-du-rapport' : 'rapport-execution';
  return `${name}-${year}-edition-${number}${mark}.${format}`;
}

/** The name of what of a file somebody may hold. Example: `extrait-rapport-execution-2023-edition-1.pdf`. */
export const extractFileName = (name: string) => `extrait-${name}`;
