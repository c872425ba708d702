import { coveragePercent } from '../../shared/domain/figures/coverage.ts';
import { coverageWords } from '../../shared/domain/figures/figure-words.ts';
import { unvalidatedWords } from '../../shared/domain/report/edition-checks.ts';
import type { TokenFigure } from '../../shared/domain/report/report-text-tokens.ts';
import { frenchCount, frenchDate, frenchInteger, frenchPercent } from '../../shared/domain/words/french-format.ts';
import type { ReportStepName } from '../../shared/schemas/report-workspace.ts';

/** What is left to do before a year's report can be frozen, from the data wherever they tell it. */

export interface Step {
  step: ReportStepName;
  done: boolean;
  /** False: only a person can say so. */
  computed: boolean;
  /** How far it is, in words. */
  detail: string;
  /** What is missing, each with where one goes to see to it. */
  missing: { label: string; detail: string; href: string }[];
  owner: { id: string; name: string } | null;
  date: string | null;
}

type Found = Omit<Step, 'owner' | 'step'>;

/** What each step is judged on. */
export interface Progress {
  year: number;
  /** Cells of the year by stage: draft, submitted, validated, published. */
  cells: Map<string, number>;
  figures: TokenFigure[];
  thresholdPercent: number;
  /** `awaited`: the structures that hold the line and have not written of it. */
  texts: { title: string; place: string; written: boolean; ready: boolean; awaited: string[] }[];
  accountsClosed: boolean;
  said: { step: string; ownerId: string | null; ownerName: string | null; done: boolean; date: string | null }[];
}

function figuresStep({ cells, year }: Progress): Found {
  const validated = (cells.get('validated') ?? 0) + (cells.get('published') ?? 0);
  const waiting = cells.get('submitted') ?? 0;
  const drafts = cells.get('draft') ?? 0;
  const href = `/collecte?annee=${year}`;
  const missing = unvalidatedWords({ drafts, submitted: waiting }).map((one) => ({ ...one, href }));
  const detail =
    validated + waiting + drafts === 0
      ? 'aucune valeur reçue pour l’année'
      : `${frenchCount(validated, 'valeur validée', 'valeurs validées')} sur\u00a0${frenchInteger(validated + waiting + drafts)}`;
  return { done: validated > 0 && missing.length === 0, computed: true, detail, missing, date: null };
}

/** An indicator is judged on the months that were asked for: one that nobody sends each month has no coverage. */
function coverageStep({ figures, thresholdPercent, year }: Progress): Found {
  const asked = figures.filter((one) => one.origin !== 'published' && one.coverage.cells.expected > 0);
  const low = asked.filter(({ coverage }) => (coveragePercent(coverage.cells) ?? 0) < thresholdPercent);
  const threshold = frenchPercent(thresholdPercent / 100);
  return {
    done: asked.length > 0 && low.length === 0,
    computed: true,
    detail: `${frenchCount(asked.length - low.length, 'indicateur', 'indicateurs')} sur\u00a0${frenchInteger(asked.length)} à ${threshold} de couverture au moins`,
    missing: low.map((one) => ({
      label: one.label,
      detail: `${coverageWords(one)} (${frenchPercent((coveragePercent(one.coverage.cells) ?? 0) / 100)} des mois)`,
      href: `/indicateurs/${encodeURIComponent(one.code)}?annee=${year}`,
    })),
    date: null,
  };
}

function textsStep({ texts, year }: Progress): Found {
  const ready = texts.filter((one) => one.ready).length;
  const written = texts.filter((one) => one.written).length;
  const hrefOf = (place: string) => `/rapport?annee=${year}&texte=${encodeURIComponent(place)}`;
  const awaited = texts.flatMap((one) =>
    one.awaited.map((name) => ({ label: one.title, detail: `texte attendu\u00a0: ${name}`, href: hrefOf(one.place) })),
  );
  const asked =
    awaited.length === 0
      ? ''
      : `, ${frenchCount(awaited.length, 'texte attendu d’une structure', 'textes attendus des structures')}`;
  return {
    done: ready === texts.length && awaited.length === 0,
    computed: true,
    detail: `${frenchCount(ready, 'texte prêt', 'textes prêts')} sur\u00a0${frenchInteger(texts.length)}, ${frenchCount(written, 'commencé', 'commencés')}${asked}`,
    missing: [
      ...texts
        .filter((one) => !one.ready)
        .map((one) => ({
          label: one.title,
          detail: one.written ? 'à relire' : 'à écrire',
          href: hrefOf(one.place),
        })),
      ...awaited,
    ],
    date: null,
  };
}

/** Closed in the finance room, or ticked here by whoever keeps the accounts elsewhere. */
function financeStep({ accountsClosed }: Progress, ticked: boolean): Found {
  const done = accountsClosed || ticked;
  const detail = accountsClosed
    ? 'comptes arrêtés dans les finances'
    : ticked
      ? 'comptes arrêtés'
      : 'comptes à arrêter';
  return { done, computed: accountsClosed, detail, missing: [], date: null };
}

function councilStep(date: string | null): Found {
  const detail = date === null ? 'date à fixer' : `le ${frenchDate(date)}`;
  return { done: date !== null, computed: false, detail, missing: [], date };
}

/** The five steps, in order. */
export function checklistOf(progress: Progress): Step[] {
  const saidOf = (step: ReportStepName) => progress.said.find((one) => one.step === step);
  const found: [ReportStepName, Found][] = [
    ['figures', figuresStep(progress)],
    ['coverage', coverageStep(progress)],
    ['texts', textsStep(progress)],
    ['finance', financeStep(progress, saidOf('finance')?.done ?? false)],
    ['council', councilStep(saidOf('council')?.date ?? null)],
  ];
  return found.map(([step, one]) => {
    const said = saidOf(step);
    const owner = said?.ownerId && said.ownerName ? { id: said.ownerId, name: said.ownerName } : null;
    return { step, ...one, owner };
  });
}
