// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/reports/report-page.tsx';
import { nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { reader } from '../harness/people.ts';
import {
  alert,
  besideField,
  button,
  buttons,
  choose,
  dialog,
  factsOf,
  field,
  fill,
  isDialogOpen,
  page,
  press,
  rowsOf,
  said,
  tableOf,
  target,
  textsOf,
  tick,
  title,
  titles,
  words,
} from '../harness/reading.ts';
import { readiness, workspace } from './report-answers.ts';

type Editions = Outputs['editions']['forYear'];
type Edition = Editions['editions'][number];

const edition = (id: number, more: Partial<Edition> = {}): Edition =>
  ({
    id,
    year: 2024,
    kind: 'report',
    number: id,
    status: 'draft',
    words: `rapport d’exécution 2024, édition n° ${id}`,
    sha256: null,
    frozenAt: null,
    frozenByName: null,
    deliberation: null,
    votedOn: null,
    sentAt: null,
    warnings: [],
    files: [],
    sendings: [],
    ...more,
  }) as unknown as Edition;
const frozen = edition(1, {
  status: 'frozen',
  sha256: 'abc123',
  frozenAt: '2025-06-01T09:00:00.000Z',
  frozenByName: 'Claire Morel',
  warnings: ['Deux textes ne sont pas prêts.'],
  files: [{ format: 'pdf', name: 'rapport.pdf' }] as Edition['files'],
});
const deadline = { date: '2025-09-30', daysLeft: 20, met: false };

const open = (editions: Edition[], opening: Parameters<typeof openPage>[1] = {}) =>
  openPage('/rapport?annee=2024', {
    ...opening,
    answers: {
      editions: { forYear: { editions, deadline } },
      reports: { workspace, readiness },
      reportTexts: { national: { lines: [], revision: 0, updatedByName: null, updatedAt: null } },
    },
  });

describe('the report of a year', () => {
  it('says what is left to do, step by step, and who answers for it', async () => {
    const { server } = await open([]);
    expect(title()).toContain('Rapport d’exécution 2024');
    expect(textsOf(page().querySelectorAll('.checklist-step h3'))).toEqual([
      'Chiffres validés',
      'Couverture des indicateurs',
      'Textes écrits',
      'Comptes arrêtés',
      'Vote du conseil',
    ]);
    server.answer({ reportTexts: { changeStep: nothing } });
    await fill('Date du vote', '2025-06-26');
    const [person] = workspace.people;
    await choose('Responsable : Textes écrits', `${person?.name} (${person?.organisation})`);
    expect(server.sent('reportTexts.changeStep')).toMatchObject([
      { year: 2024, step: 'council', date: '2025-06-26' },
      { year: 2024, step: 'texts', ownerId: person?.id },
    ]);
  });

  it('lists its texts with where each stands', async () => {
    await open([]);
    const rows = rowsOf('Textes du rapport 2024');
    expect(rows[0]?.[0]).toContain('Bilan global');
    expect(rows[0]?.[1]).toContain('en cours');
    expect(rows[0]?.[1]).toContain('96 mots');
    expect(target('Bilan global', tableOf('Textes du rapport 2024'))).toBe('/rapport?annee=2024&texte=global');
  });

  it('gives its documents, and says how ready the figures are', async () => {
    await open([]);
    expect(titles()).toContain('Les documents');
    expect(factsOf()).toMatchObject({ 'Masqués (petits nombres)': 'aucun' });
    expect(factsOf()['Indicateurs à cible']).toMatch(/^\d+ reçus sur \d+ \(\d+ %\)$/);
  });

  it('shows others neither the desk nor the acts', async () => {
    const { server } = await open([frozen], { as: reader });
    expect(titles()).not.toContain('Ce qu’il reste à faire');
    expect(buttons().filter((name) => name.startsWith('Préparer'))).toEqual([]);
    expect(server.sent('reports.workspace')).toEqual([]);
  });
});

describe('an edition', () => {
  const card = () => page().querySelector<HTMLElement>('.editions') ?? page();

  it('is prepared, or given up', async () => {
    const { server } = await open([]);
    expect(words()).toContain('Aucune édition pour cette année.');
    server.answer({ editions: { open: { id: 1 }, forYear: { editions: [edition(1)], deadline } } });
    await press('Préparer une édition');
    expect(server.sent('editions.open')).toEqual([{ year: 2024, kind: 'report' }]);
    expect(buttons(card())).toEqual(['Figer…', 'Abandonner']);
    server.answer({ editions: { discard: nothing } });
    await press('Abandonner');
    expect(server.sent('editions.discard')).toEqual([{ id: 1 }]);
  });

  it('is frozen for ever once what is missing has been read', async () => {
    const { server } = await open([edition(1)]);
    const check = { refusals: [], unvalidated: [], warnings: ['Un texte manque.'], revisions: null };
    server.answer({ editions: { check: check as unknown as Outputs['editions']['check'] } });
    await press('Figer…');
    expect(words(dialog())).toContain('Un texte manque.');
    server.answer({ editions: { freeze: nothing } });
    await press('Figer malgré tout', dialog());
    expect(server.sent('editions.freeze')).toEqual([{ id: 1, accepted: ['Un texte manque.'] }]);
    expect(isDialogOpen()).toBe(false);
  });

  it('cannot be frozen against a refusal', async () => {
    const { server } = await open([edition(1)]);
    const check = { refusals: ['Un chiffre cité n’existe pas.'], unvalidated: [], warnings: [], revisions: null };
    server.answer({ editions: { check: check as unknown as Outputs['editions']['check'] } });
    await press('Figer…');
    expect(button('Figer', dialog()).disabled).toBe(true);
    expect(words(dialog())).toContain('Un chiffre cité n’existe pas.');
  });

  it('with figures that nobody has validated is frozen by an act that says why', async () => {
    const { server } = await open([edition(1)]);
    const check = {
      refusals: [],
      unvalidated: ['3 valeurs envoyées, en attente de validation.'],
      warnings: [],
      revisions: null,
    };
    server.answer({ editions: { check: check as unknown as Outputs['editions']['check'] } });
    await press('Figer…');
    expect(words(dialog())).toContain('3 valeurs envoyées, en attente de validation.');
    expect(button('Figer malgré tout', dialog()).disabled).toBe(true);
    await fill('Pourquoi figer sans attendre', 'Une structure ne répond plus', dialog());
    server.answer({ editions: { freeze: nothing } });
    await press('Figer malgré tout', dialog());
    const input = { id: 1, accepted: [], unvalidatedReason: 'Une structure ne répond plus' };
    expect(server.sent('editions.freeze')).toEqual([input]);
  });

  it('once frozen says by whom, keeps its files, and proves itself', async () => {
    const { server } = await open([frozen]);
    expect(words(card())).toContain('par Claire Morel.');
    expect(words(card())).toContain('Figée malgré un avertissement');
    expect(target(/^PDF/, card())).toBe('/documents/edition/1.pdf');
    const intact = { sha256: 'abc123', intact: true, changedVersions: [] };
    const pdf = { format: 'pdf', name: 'rapport.pdf', sha256: 'def', intact: true, sameAgain: true };
    server.answer({ editions: { verify: { ...intact, files: [pdf] } as Outputs['editions']['verify'] } });
    await press('Vérifier');
    expect(said().join()).toContain('ils sont identiques (PDF)');
    server.answer({
      editions: { verify: { ...intact, files: [{ ...pdf, intact: false }] } as Outputs['editions']['verify'] },
    });
    await press('Vérifier');
    expect(alert()).toContain('Fichiers altérés : PDF. Reprenez-la d’une sauvegarde.');
  });

  it('stands beside national indicators, each with its source', async () => {
    const { server } = await open([]);
    await press('Ajouter un indicateur national');
    await fill('Indicateur', 'Sorties vers le logement');
    await fill('Valeur, avec son unité et son année', '12 % en 2024');
    await fill('Source', 'Projet annuel de performances, programme 177');
    server.answer({ reportTexts: { saveNational: { revision: 1 } } });
    await press('Enregistrer la liste');
    const line = {
      label: 'Sorties vers le logement',
      value: '12 % en 2024',
      source: 'Projet annuel de performances, programme 177',
    };
    expect(server.sent('reportTexts.saveNational')).toEqual([{ year: 2024, lines: [line], base: 0 }]);
  });

  it('once voted gives the certificate of its vote', async () => {
    await open([edition(1, { ...frozen, status: 'voted', hasCertificate: true })]);
    expect(target(/^Certificat de vote/, card())).toBe('/documents/edition/1-certificat.pdf');
  });

  it('is voted once, on a day that has come', async () => {
    const { server } = await open([frozen]);
    await press('Noter le vote…');
    await fill('Numéro de la délibération', '2025-06-12');
    await fill('Date du vote', '2099-01-01', dialog());
    server.answer({ editions: { vote: refused('INVALID') } });
    await press('Enregistrer le vote', dialog());
    expect(words(dialog())).toContain('La date du vote ne peut pas être à venir.');
    expect(server.sent('editions.vote')).toEqual([{ id: 1, deliberation: '2025-06-12', votedOn: '2099-01-01' }]);
  });

  it('leaves only after its message has been read again', async () => {
    const { server } = await open([
      edition(1, { ...frozen, status: 'voted', votedOn: '2025-06-26', deliberation: '12' }),
    ]);
    server.answer({
      editions: {
        sending: {
          recipients: [
            { recipient: 'prefecture', name: 'Préfecture', address: 'prefet@exemple.fr' },
            { recipient: 'dihal', name: 'DIHAL', address: '' },
          ],
          formats: ['pdf', 'docx'],
          subject: 'Rapport 2024',
          message: 'Monsieur le Préfet,',
          already: 0,
        } as Outputs['editions']['sending'],
        send: nothing,
      },
    });
    await press('Préparer l’envoi…');
    expect(field('DIHAL').disabled).toBe(true);
    expect(besideField('DIHAL')).toEqual(['aucune adresse dans les réglages']);
    expect(button('Relire et envoyer…', dialog()).disabled).toBe(true);
    await tick('Préfecture');
    await press('Relire et envoyer…', dialog());
    expect(server.sent('editions.send')).toEqual([]);
    expect(words(dialog())).toContain('Préfecture (prefet@exemple.fr), avec PDF, DOCX.');
    await press('Envoyer maintenant', dialog());
    expect(server.sent('editions.send')).toMatchObject([
      { id: 1, recipients: ['prefecture'], formats: ['pdf', 'docx'], already: 0 },
    ]);
  });

  it('is compared with the figures of the day, with the reasons', async () => {
    const { server } = await open([frozen]);
    const change = {
      area: 'figure',
      key: 'IND-02',
      label: 'Logements captés',
      from: '22',
      to: '23',
      months: [],
      why: [],
    };
    server.answer({
      editions: { compare: { changes: [change] } as unknown as Outputs['editions']['compare'] },
    });
    await press('Comparer…');
    expect(rowsOf('Ce qui a changé')[0]?.slice(1)).toEqual(['Logements captés', '22', '23', '–']);
    expect(server.sent('editions.compare')).toEqual([{ id: 1, against: null }]);
  });

  it('is corrected by an addendum, once one is frozen', async () => {
    const { server } = await open([frozen]);
    server.answer({ editions: { open: { id: 2 } } });
    await press('Préparer un addendum');
    expect(server.sent('editions.open')).toEqual([{ year: 2024, kind: 'addendum' }]);
  });
});
