import type { Block, Cell, Inline, ReportDocument, Tone } from '../../../shared/domain/report/report-document.ts';

/** A report as long and as awkward as a real one: 17 sheets, long tables, twelve charts, hostile narratives. */

export const HOSTILE = '=cmd|\' /C calc\'!A0 #import "@preview/x" <script>alert(1)</script> *étoile* $x$ \\input{a} @b';

const MONTHS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];

const ACTIONS: [string, string, number][] = [
  ['1', 'Poste de coordinateur-animateur', 24_000],
  ['', 'Poste de cheffe de service, pilotage de la CCA et partenariat', 3_500],
  ['2', 'Poste de captation des logements privés', 33_900],
  ['4', 'Poste de Gestion Locative Adaptée', 33_200],
  ['', 'Poste de CESF', 32_500],
  ['5', 'Création d’un lieu de répit', 15_000],
  ['6', 'Renforcement des diagnostics', 22_000],
  ['8', 'Enquêtes sociales par visites à domicile', 120_000],
  ['12', 'Accompagnement des professionnels par la formation', 15_000],
  ['13', 'Ateliers premier logement/ appartement pédagogique habitat et humanisme', 27_430],
  ['15', 'Observatoire et études', 5_000],
  ['16', 'Evaluation annuelle', 20_000],
  ['18', 'Commission de coordination des accompagnements', 32_200],
  ['18', 'Création du pôle ressource Santé mentale et habitat', 117_031],
  ['19', 'Développement d’un dispositif d’accès direct au logement', 124_000],
  ['20', 'Budget de fonctionnement (communication)', 6_000],
  ['21', 'Renforcement du dispositif ACOR', 70_000],
];

const text = (words: string, more: { bold?: boolean; italic?: boolean } = {}): Inline => ({
  kind: 'text',
  text: words,
  ...more,
});
const euros = (amount: number) => `${amount.toLocaleString('fr-FR')} €`;
const tones: Tone[] = ['reached', 'good', 'watch', 'bad', 'neutral'];
const judged: Record<Tone, string> = {
  reached: 'cible atteinte',
  good: 'dans le rythme',
  watch: 'à surveiller',
  bad: 'en retard',
  neutral: 'non appréciable',
};

function progress(index: number): Cell {
  const tone = tones[index % tones.length] ?? 'neutral';
  if (tone === 'neutral') return { kind: 'progress', percent: null, text: 'pas encore de valeur', tone };
  const percent = { reached: 125, good: 96, watch: 71, bad: 32 }[tone];
  return { kind: 'progress', percent: Math.min(100, percent), text: `${percent} %, ${judged[tone]}`, tone };
}

function chart(index: number): Block {
  const values = MONTHS.map((_, month) =>
    month === 3 || month > 9 ? null : month === 6 ? 0 : ((index + 3) * (month + 2)) % 17,
  );
  const second = values.map((value) => (value === null ? null : Math.max(0, value - 3)));
  const line = {
    name: 'attendu à date (cible 40 / an)',
    values: MONTHS.map((_, month) => Math.round((40 / 12) * (month + 1))),
  };
  return {
    kind: 'chart',
    caption: `${ACTIONS[index]?.[1]} : réalisé par mois, année 2025`,
    alt: `De janvier à décembre 2025, entre 0 et 16 par mois ; avril, novembre et décembre n’ont pas été renseignés ; juillet est un zéro.`,
    spec: {
      kind: 'months',
      labels: MONTHS,
      bars:
        index % 3 === 2
          ? [
              { name: '2025', values },
              { name: '2024', values: second },
            ]
          : [{ name: 'réalisé', values }],
      line: index % 2 === 0 ? line : undefined,
      unit: 'logements',
    },
  };
}

function sheet(index: number): Block[] {
  const [number, title, amount] = ACTIONS[index] ?? ['', '', 0];
  const name = number ? `Action ${number} – ${title}` : `Action sans numéro – ${title}`;
  return [
    { kind: 'heading', level: 2, id: `action-${index + 1}`, text: name },
    {
      kind: 'quote',
      text: 'Porter 40 diagnostics par an avant le commandement de quitter les lieux',
      source: 'Convention pluriannuelle 2023-2025, annexe 1',
    },
    {
      kind: 'para',
      content: [
        text('L’action a été financée à hauteur de '),
        text(euros(amount), { bold: true }),
        text(' en année 1. Les chiffres portent sur 9 des 11 structures attendues'),
        {
          kind: 'note',
          content: [text('Deux structures n’ont pas rendu le mois de novembre ; voir l’annexe « Couverture ».')],
        },
        text(
          '. Le récit de la coordinatrice tient en quelques lignes : les équipes ont rencontré les ménages à domicile, puis orienté vers la commission quand la situation le demandait.',
        ),
      ],
    },
    {
      kind: 'table',
      caption: `Indicateurs de l’action « ${title} »`,
      columns: [
        { label: 'Indicateur', width: 5 },
        { label: 'Valeur', width: 1.4, align: 'right' },
        { label: 'Cible', width: 1.4, align: 'right' },
        { label: 'Avancement', width: 4.4 },
      ],
      rows: [
        ['Logements privés captés', '38', '40', progress(index)],
        ['Personnes ayant suivi un atelier', '1 154', '70', progress(index + 1)],
      ],
      rowHeader: true,
    },
    ...(index < 12 ? [chart(index)] : []),
  ];
}

const financeRows: Cell[][] = [
  ...ACTIONS.map(([number, title, amount]): Cell[] => [
    number || '–',
    title,
    euros(amount),
    euros(Math.round(amount * 0.58)),
    euros(Math.round(amount * 0.4)),
  ]),
  ...Array.from({ length: 13 }, (_, index): Cell[] => [
    `P${index + 1}`,
    `Convention partenariale ${index + 1}`,
    euros(23_000 + index * 1_111),
    euros(0),
    'non reçu',
  ]),
  ['', 'Total', euros(1_086_419), euros(406_614), euros(280_304)],
];

const body: Block[] = [
  { kind: 'toc', title: 'Sommaire' },
  { kind: 'pageBreak' },
  { kind: 'heading', level: 1, id: 'bilan', text: 'Bilan global' },
  {
    kind: 'keyFigures',
    figures: [
      { value: '38', label: 'logements privés captés', detail: '9 structures sur 11' },
      { value: '174', label: 'demandes étudiées par la CCA', detail: 'juin 2022 – mars 2023, publié' },
      { value: '329', label: 'personnes en atelier' },
      { value: '406 614 €', label: 'accordés par l’État' },
    ],
  },
  {
    kind: 'para',
    content: [
      text('L’année 2025 est la troisième de la convention. '),
      text('Six cibles sur neuf', { bold: true }),
      text(' sont atteintes ou dans le rythme'),
      {
        kind: 'note',
        content: [
          text('Méthode : part du chemin attendu à date, '),
          { kind: 'link', text: 'règles publiées', href: 'https://www.insee.fr/fr/information' },
          text('.'),
        ],
      },
      text('.'),
    ],
  },
  {
    kind: 'callout',
    tone: 'warning',
    content: [
      text('Deux mois n’ont pas été renseignés par trois structures : les totaux sont donnés avec leur couverture.'),
    ],
  },
  {
    kind: 'callout',
    tone: 'info',
    title: 'Comment lire ce rapport',
    content: [
      text('Une valeur non reçue n’est jamais comptée comme un zéro. '),
      { kind: 'link', text: 'Voir la méthode', href: 'https://www.metropole-dijon.fr' },
    ],
  },
  { kind: 'heading', level: 2, id: 'avancement', text: 'Avancement des cibles' },
  { kind: 'progress', label: 'Logements privés captés', percent: 95, text: '95 %, dans le rythme', tone: 'good' },
  {
    kind: 'progress',
    label: 'Diagnostics avant commandement de quitter les lieux',
    percent: 32,
    text: '32 %, en retard',
    tone: 'bad',
  },
  { kind: 'progress', label: 'Personnes sans domicile', percent: null, text: 'pas encore de valeur', tone: 'neutral' },
  {
    kind: 'list',
    ordered: false,
    items: [
      [
        text(
          'Les visites à domicile ont doublé entre le printemps et l’automne, malgré deux postes vacants une partie de l’année.',
        ),
      ],
      [text('La captation marque le pas.', { italic: true })],
      [text('Le lieu de répit a ouvert.')],
    ],
  },
  { kind: 'list', ordered: true, items: [[text('Relancer les bailleurs.')], [text('Compléter novembre.')]] },
  {
    kind: 'para',
    content: [
      text(
        `Récit collé : bravo 🎉👩‍👩‍👧 \u0000\u0007 ${HOSTILE} ﬁn — voilà\u200b.\nDeuxième ligne, 漢字, https://exemple.fr/une/adresse/extremement/longue/qui/ne/tient/pas/sur/une/seule/ligne/du/document/et/qui/doit/se/couper.`,
      ),
    ],
  },
  { kind: 'pageBreak' },
  { kind: 'heading', level: 1, id: 'actions', text: 'Les dix-sept lignes de l’annexe' },
  ...ACTIONS.flatMap((_, index) => sheet(index)),
  { kind: 'pageBreak' },
  { kind: 'heading', level: 1, id: 'finances', text: 'Finances' },
  {
    kind: 'table',
    caption: 'Financements par action et par convention',
    columns: [
      { label: 'N°', width: 1 },
      { label: 'Ligne', width: 6 },
      { label: 'Demandé', width: 2.2, align: 'right' },
      { label: 'Accordé', width: 2.2, align: 'right' },
      { label: 'Payé', width: 2.2, align: 'right' },
    ],
    rows: financeRows,
    totalRow: true,
  },
  { kind: 'pageBreak' },
  { kind: 'heading', level: 1, id: 'methode', text: 'Méthode, sources et secret statistique' },
  {
    kind: 'table',
    caption: 'Définitions',
    columns: [
      { label: 'Indicateur', width: 2 },
      { label: 'Définition et source', width: 5 },
      { label: 'État', width: 1.6 },
    ],
    rows: Array.from({ length: 30 }, (_, index): Cell[] => [
      `IND-${String(index + 1).padStart(2, '0')}`,
      index === 4
        ? HOSTILE
        : {
            kind: 'rich',
            content: [
              text('Flux', { bold: true }),
              text(' : logements dont le bail ou le mandat est signé dans le mois. Source : AIS SOLIHA.'),
            ],
          },
      { kind: 'status', tone: tones[index % 5] ?? 'neutral', text: judged[tones[index % 5] ?? 'neutral'] },
    ]),
    rowHeader: true,
  },
];

export const sampleDocument: ReportDocument = {
  meta: {
    title: 'Rapport annuel d’exécution 2025',
    subject:
      'Convention pluriannuelle 2023-2025 entre l’État et Dijon métropole – Plan quinquennal pour le Logement d’abord',
    author: 'Dijon métropole',
    date: '2026-06-15',
    version: 'Édition n° 1, figée le 15 juin 2026',
    fictitious: true,
    lang: 'fr',
  },
  body,
};
