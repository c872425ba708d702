import { describe, expect, it } from 'vitest';
import {
  editionFileName,
  editionMoves,
  editionStatuses,
  editionWords,
  isEditionVisible,
  moveEdition,
} from '../../../shared/domain/report/edition.ts';
import { type FreezeFacts, freezeVerdict } from '../../../shared/domain/report/edition-checks.ts';
import { canonicalJson } from '../../../shared/domain/report/edition-sealing.ts';

/** freeze, vote, send, discard from each status, for a report: where it leads, or why not. */
const life = {
  draft: ['frozen', 'LOCKED', 'LOCKED', 'gone'],
  frozen: ['LOCKED', 'voted', 'LOCKED', 'LOCKED'],
  voted: ['LOCKED', 'LOCKED', 'sent', 'LOCKED'],
  sent: ['LOCKED', 'LOCKED', 'sent', 'LOCKED'],
} as const;

describe('the life of an edition', () => {
  it.each(editionStatuses)('from %s goes forward only, by the coordination only', (status) => {
    editionMoves.forEach((move, rank) => {
      const moved = moveEdition('report', status, move, 'coordinator');
      expect(moved.ok ? moved.status : moved.refusal).toBe(life[status][rank]);
      for (const role of ['contributor', 'reader'] as const)
        expect(moveEdition('report', status, move, role)).toEqual({ ok: false, refusal: 'FORBIDDEN' });
    });
  });

  it('lets an addendum be sent without a vote of its own', () => {
    expect(moveEdition('addendum', 'frozen', 'send', 'coordinator')).toEqual({ ok: true, status: 'sent' });
    expect(moveEdition('addendum', 'draft', 'send', 'coordinator')).toEqual({ ok: false, refusal: 'LOCKED' });
  });

  it.each(['reader', 'contributor'] as const)('is seen by a %s from the step that the coordination has set', (role) => {
    const seenFrom = (shownFrom: 'voted' | 'sent') =>
      editionStatuses.filter((status) => isEditionVisible(status, role, shownFrom));
    expect(seenFrom('sent')).toEqual(['sent']);
    expect(seenFrom('voted')).toEqual(['voted', 'sent']);
    expect(editionStatuses.every((status) => isEditionVisible(status, 'coordinator', 'sent'))).toBe(true);
  });

  it('has its words and its files', () => {
    const edition = { kind: 'report', year: 2023, number: 2 } as const;
    expect(editionWords(edition)).toBe('rapport d’exécution 2023 (édition n°\u00a02)');
    expect(editionFileName(edition, 'pdf', false)).toBe('rapport-execution-2023-edition-2.pdf');
    expect(editionFileName({ ...edition, kind: 'addendum' }, 'docx', true)).toBe('addendum-2-rapport-2023-fictif.docx');
  });
});

describe('the sealed text', () => {
  it('is the same for what says the same, in whatever order it was built, and another for another', () => {
    const one = { b: [1, { d: 2, c: undefined }], a: 'é' };
    expect(canonicalJson(one)).toBe('{"a":"é","b":[1,{"d":2}]}');
    expect(canonicalJson({ a: 'é', b: [1, { d: 2 }] })).toBe(canonicalJson(one));
    expect(canonicalJson({ a: 'e', b: [1, { d: 2 }] })).not.toBe(canonicalJson(one));
    expect(canonicalJson(JSON.parse(canonicalJson(one)))).toBe(canonicalJson(one));
  });
});

describe('what may be frozen', () => {
  const ready = {
    year: 2023,
    currentYear: 2025,
    knownFigures: 40,
    brokenTokens: [],
    documentFaults: 0,
    undone: [],
    openComments: 0,
    unvalidated: [],
  };

  it('is a finished year whose sentences hold; what is only unfinished is a warning', () => {
    expect(freezeVerdict(ready)).toEqual({ refusals: [], unvalidated: [], warnings: [] });
    const undone = [{ title: 'Textes écrits', detail: '20 textes prêts sur 21' }];
    expect(freezeVerdict({ ...ready, undone, openComments: 1 })).toEqual({
      refusals: [],
      unvalidated: [],
      warnings: ['Textes écrits\u00a0: 20 textes prêts sur 21.', '1\u00a0remarque sans réponse sur les textes.'],
    });
  });

  it('is not a year that runs, nor one without a figure, nor a text whose number does not exist', () => {
    const refused = (facts: Partial<FreezeFacts>) => freezeVerdict({ ...ready, ...facts }).refusals;
    expect(refused({ currentYear: 2023 })).toEqual([
      'L’exercice 2023 n’est pas terminé\u00a0: son rapport se fige à partir du 1er janvier 2024.',
    ]);
    expect(refused({ knownFigures: 0 })).toHaveLength(1);
    expect(refused({ brokenTokens: [{ title: 'Bilan', sentence: 'x' }] })).toEqual([
      'Le texte «\u00a0Bilan\u00a0» cite un chiffre qui n’existe pas. x',
    ]);
    expect(refused({ documentFaults: 2 })[0]).toContain('2\u00a0défauts');
  });
});
