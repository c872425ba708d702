import { documents } from './seed-documents.ts';

/** Quotes are verbatim, with the mistakes of the documents. */
export const conventions = [
  {
    code: 'LDA-2021-2022',
    name: 'Convention État–Dijon métropole 2021-2022',
    territory: 'Dijon métropole',
    startYear: 2021,
    endYear: 2022,
    maximumAnnualCents: null,
    eligibleCostCents: null,
    clawbackPercent: null,
    ...{ reportArticle: null, paymentArticle: null, clawbackArticle: null, clawbackQuote: null },
    note: 'Convention qui précède celle de 2023-2025. Ses actions ne sont pas dans les documents publiés.',
    predecessor: null,
  },
  {
    code: 'LDA-2023-2025',
    name: 'Convention pluriannuelle État–Dijon métropole 2023-2025',
    territory: 'Dijon métropole',
    startYear: 2023,
    endYear: 2025,
    maximumAnnualCents: 49_400_000,
    eligibleCostCents: 57_100_000,
    clawbackPercent: 20,
    reportArticle: '2.3',
    paymentArticle: '2.2.1',
    clawbackArticle: '5',
    clawbackQuote:
      "Ce reversement sera demandé lorsque le Préfet de département constatera des manquements substantiels aux engagements de progrès du territoire mentionnés à l'article 2 de la présente convention. Il peut également demander le reversement d'au maximum 20% des crédits versés l'année précédente.",
    note: 'Trois ans à compter de la signature, dont la date n’est pas donnée. Le maximum annuel et le coût éligible ont été établis pour la convention 2021-2022. L’«\u00a0année 1\u00a0» de l’annexe n’est pas définie\u00a0: projet initial 2021, actualisé en 2023.',
    predecessor: 'LDA-2021-2022',
  },
] as const;

/** What the State grants to the convention 2023-2025, in cents; null: not known yet. */
export const grants = [
  {
    year: 2023,
    amountCents: 40_661_400,
    quote: "Au titre de l'année 2023, le soutien de l'État s'élève à un montant de 406 614 €",
    document: documents.S2,
  },
  {
    year: 2024,
    amountCents: null,
    quote: 'Pour les années suivantes, ce montant sera défini par avenant',
    document: documents.S2,
  },
  {
    year: 2025,
    amountCents: null,
    quote: 'Pour les années suivantes, ce montant sera défini par avenant',
    document: documents.S2,
  },
];

/** The four objectives of the plan. Their order differs from one deliberation to the other: the code is not a rank. */
export const objectives = [
  { code: 'ACCES', label: 'Accès rapide au logement' },
  { code: 'MAINTIEN', label: 'Accompagnement et maintien' },
  { code: 'EXPULSIONS', label: 'Prévention des expulsions' },
  { code: 'OBSERVATOIRE', label: 'Observatoire social' },
];

/** The ten axes of article 2.1.1, in the convention's order. The annex links its lines to none of them. */
export const axes = [
  'Mobiliser des logements dans le parc public',
  'Plateforme logement, parc privé, de la captation à la gestion',
  'Coordination de l’accompagnement logement par étapes',
  'Étayage personnalisé et global au moment de l’accès',
  'Pratiques professionnelles et inclusion des usagers',
  'Réponses citoyennes',
  'Transmissions de situations en fin de mesures spécialisées',
  'Reprise de contact avec le référent',
  'Aller-vers pour éviter les expulsions',
  'Observation des besoins',
].map((label, index) => ({ number: index + 1, label }));
