import { describe, expect, it } from 'vitest';
import { assembleFigure } from '../../../shared/domain/figures/assemble-figure.ts';
import { figureToPublish } from '../../../shared/domain/figures/figure-publication.ts';
import { checkDocument } from '../../../shared/domain/report/report-document.ts';
import { draftOf, draftSentence } from '../../../shared/domain/report/report-draft.ts';
import { brokenTokensOfNarratives } from '../../../shared/domain/report/report-narratives.ts';
import { type ReportText, resolveReportText, tokensOf, wordCount } from '../../../shared/domain/report/report-text.ts';
import {
  brokenTokensOf,
  figureOfToken,
  measureLabel,
  measuresOf,
  partsOfToken,
} from '../../../shared/domain/report/report-text-tokens.ts';
import { givenBy, targetOf, counts as valuesOf } from '../figures/given.ts';

/** IND-23 of 2023 through June: some requests a month, small in the first. */
function requests(counts: (number | null)[]) {
  return assembleFigure({
    indicator: {
      code: 'IND-23',
      label: 'Demandes examinées en CCA',
      unit: 'requests',
      timeRule: 'flow',
      direction: 'increase',
      tolerance: null,
      sensitive: true,
      frequency: 'monthly',
    },
    year: 2023,
    through: '2023-06',
    ...givenBy(2023, valuesOf(counts)),
    target: targetOf(2023, 120),
  });
}

const figures = [figureToPublish(requests([18, 22, 17, 20, 25, 19]))];
const say = figureOfToken(figures);
const para = (...content: (string | { token: string })[]) => ({
  kind: 'para' as const,
  content: content.map((one) =>
    typeof one === 'string' ? ({ kind: 'text', text: one } as const) : ({ kind: 'figure', token: one.token } as const),
  ),
});

describe('a token says a figure', () => {
  it('in the words of the tables: value and unit, span, target, progress, pace, coverage, one month', () => {
    expect(say('IND-23.annee')).toBe('121\u00a0demandes');
    expect(say('IND-23.cumul')).toBe('121\u00a0demandes de janvier à juin 2023');
    expect(say('IND-23.cible')).toBe('120\u00a0demandes');
    expect(say('IND-23.avancement')).toBe('100,8\u202f%');
    expect(say('IND-23.rythme')).toBe('cible atteinte (100,8\u202f%)');
    expect(say('IND-23.couverture')).toBe('6 mois sur\u00a06');
    expect(say('IND-23.unite')).toBe('demandes');
    expect(say('IND-23.mois-2023-04')).toBe('20\u00a0demandes');
  });

  it('never a number that is hidden, whether of the year or of a month', () => {
    const small = figureOfToken([figureToPublish(requests([4, 3, null, null, null, null]))]);
    for (const measure of ['annee', 'cumul', 'avancement', 'rythme', 'mois-2023-01', 'mois-2023-02'])
      expect(small(`IND-23.${measure}`)).toBe('masqué (secret statistique)');
    expect(small('IND-23.mois-2023-03')).toBe('non reçu');
  });

  it('is broken when the indicator, the measure or the month is not the report’s', () => {
    const broken = [
      'IND-99.annee',
      'IND-23.total',
      'IND-23.mois-2023-07',
      'IND-23.mois-2022-04',
      'IND-23',
      '.annee',
      'annee',
    ];
    for (const token of broken) expect(say(token)).toBeNull();
    expect(partsOfToken('IND-03b.mois-2023-13')).toBeNull();
    const text = { blocks: [para('Total ', { token: 'IND-99.annee' }), para({ token: 'IND-23.mois-2023-07' })] };
    expect(brokenTokensOf(text, figures).map(({ sentence }) => sentence)).toEqual([
      '«\u00a0IND-99.annee\u00a0»\u00a0: l’indicateur IND-99 n’existe pas.',
      '«\u00a0IND-23.mois-2023-07\u00a0»\u00a0: le rapport ne couvre pas juillet 2023.',
    ]);
  });

  it('is broken, too, when it holds a figure against a target that there is not', () => {
    const [figure] = figures;
    const without = figure ? [{ ...figure, target: null }] : [];
    for (const measure of ['cible', 'avancement', 'rythme'])
      expect(figureOfToken(without)(`IND-23.${measure}`)).toBeNull();
    expect(brokenTokensOf({ blocks: [para({ token: 'IND-23.cible' })] }, without)[0]?.sentence).toBe(
      '«\u00a0IND-23.cible\u00a0»\u00a0: l’indicateur IND-23 n’a pas de cible en 2023.',
    );
    expect(without[0] && measuresOf(without[0])).not.toContain('cible');
  });

  it('is offered with its name, the months up to the last one due only', () => {
    const [figure] = figures;
    const measures = figure ? measuresOf(figure) : [];
    expect(measures[0]).toBe('annee');
    expect(measures.at(-1)).toBe('mois-2023-06');
    expect(measures.every((measure) => say(`IND-23.${measure}`) !== null)).toBe(true);
    expect(measureLabel('mois-2023-04')).toBe('avril 2023');
  });
});

describe('a draft sentence', () => {
  it('says what was counted, until when and against what, by tokens that follow the data', () => {
    const [figure] = figures;
    if (!figure) throw new Error('no figure');
    expect(draftSentence(figure)).toBe(
      'Demandes examinées en CCA\u00a0: 121\u00a0demandes en 2023, à la fin de juin 2023, pour une cible de 120\u00a0demandes\u00a0: cible atteinte (100,8\u202f%). Couverture\u00a0: 6 mois sur\u00a06.',
    );
    expect(tokensOf({ blocks: [{ kind: 'para', content: draftOf(figure) }] })).toEqual([
      'IND-23.annee',
      'IND-23.cible',
      'IND-23.rythme',
      'IND-23.couverture',
    ]);
  });

  it('says that a value is too small, or that none was sent, without any number', () => {
    const small = figureToPublish(requests([4, 3, null, null, null, null]));
    expect(draftSentence(small)).toBe('Demandes examinées en CCA\u00a0: la valeur est trop petite pour être publiée.');
    expect(draftSentence(requests([]))).toBe(
      'Demandes examinées en CCA\u00a0: aucune valeur n’a été transmise en 2023, à la fin de juin 2023.',
    );
  });
});

describe('a text of the report', () => {
  const text: ReportText = {
    blocks: [
      { kind: 'heading', level: 4, content: [{ kind: 'text', text: 'Ce qui a été fait' }] },
      para('Le SIAO a reçu ', { token: 'IND-23.annee' }, '.'),
      para('  '),
      { kind: 'heading', level: 3, content: [{ kind: 'text', text: 'Suite' }] },
      { kind: 'heading', level: 4, content: [{ kind: 'text', text: 'Détail' }] },
      {
        kind: 'list',
        ordered: true,
        items: [
          [{ kind: 'text', text: 'la délibération', href: 'https://exemple.fr/acte' }],
          [{ kind: 'text', text: 'un piège', href: 'javascript:alert(1)' }],
        ],
      },
    ],
  };

  it('counts its words, a figure as one', () => {
    expect(wordCount({ blocks: [para('Le SIAO a reçu ', { token: 'IND-23.annee' }, '.')] })).toBe(5);
    expect(tokensOf(text)).toEqual(['IND-23.annee']);
  });

  it('becomes blocks of the document: figures said, headings in order, empty paragraphs and unsafe addresses gone', () => {
    const { blocks, unresolved } = resolveReportText(text, say, { idPrefix: 'bilan', level: 2 });
    expect(unresolved).toEqual([]);
    expect(blocks).toMatchObject([
      { kind: 'heading', level: 2, id: 'bilan-1' },
      { kind: 'para', content: [{ text: 'Le SIAO a reçu ' }, { text: '121\u00a0demandes' }, { text: '.' }] },
      { kind: 'heading', level: 2, text: 'Suite' },
      { kind: 'heading', level: 3, text: 'Détail' },
      { kind: 'list', ordered: true, items: [[{ kind: 'link' }], [{ kind: 'text', text: 'un piège' }]] },
    ]);
  });

  it('makes a document without a fault under a chapter as under a sheet', () => {
    const meta = {
      title: 'R',
      subject: 's',
      author: 'a',
      date: '2024-01-01',
      version: '1',
      fictitious: true,
      lang: 'fr',
    } as const;
    for (const level of [2, 3] as const) {
      const above = [1, 2]
        .slice(0, level - 1)
        .map((one) => ({ kind: 'heading', level: one as 1 | 2, id: `h${one}`, text: 'Titre' }) as const);
      const { blocks } = resolveReportText(text, say, { idPrefix: 'action-a01a', level });
      expect(checkDocument({ meta, body: [...above, ...blocks] })).toEqual([]);
    }
  });

  it('names what it could not say, and where, over all the texts of a year', () => {
    const wrong = { blocks: [para('x ', { token: 'IND-99.annee' })] };
    expect(resolveReportText(wrong, say).unresolved).toEqual(['IND-99.annee']);
    const narratives = { global: text, objectives: {}, actions: { A08: { text: wrong, judgement: null, reason: '' } } };
    expect(brokenTokensOfNarratives(narratives, figures)).toMatchObject([
      { place: 'action:A08', token: 'IND-99.annee' },
    ]);
  });
});
