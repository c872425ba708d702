import type { Prisma } from '../generated/client.ts';
import { documents } from './seed-documents.ts';

/** A real figure that a deliberation publishes for a period, with its sentence. */
export interface PublishedSeed extends Omit<Prisma.PublishedFigureCreateManyInput, 'indicatorId'> {
  code: string;
}

const year2022 = { fromMonth: '2022-01', toMonth: '2022-12' };
const years2017to2019 = { fromMonth: '2017-01', toMonth: '2019-12', document: documents.S3 };

const planFigures = [
  {
    code: 'IND-23',
    fromMonth: '2022-06',
    toMonth: '2023-03',
    value: 174,
    label: 'Réponses de la CCA à des demandes de mesures d’accompagnement',
    quote:
      'Depuis juin 2022, la CCA s’est réunie chaque mois et a permis de répondre à 174 demandes de mesures d’accompagnement.',
    document: documents.S0,
    note: 'Des réponses, pas des demandes reçues\u202f; de juin 2022 à la délibération du 23 mars 2023.',
  },
  {
    ...year2022,
    code: 'IND-17',
    value: 329,
    label: 'Personnes venues aux ateliers en 2022',
    quote: '329 personnes de participer aux 87 ateliers thématiques de l’appartement pédagogique',
    document: documents.S0,
    note: 'Environ 3,8 personnes par atelier\u202f; la délibération ne dit pas si ce sont des personnes différentes.',
  },
  {
    ...year2022,
    code: 'IND-18',
    value: 87,
    label: 'Ateliers thématiques tenus en 2022',
    quote: '329 personnes de participer aux 87 ateliers thématiques de l’appartement pédagogique',
    document: documents.S0,
  },
  {
    ...year2022,
    code: 'IND-09',
    value: 1154,
    label: 'Volume annuel de référence (Exploc 2022)',
    quote: 'environ = 1154 situations / an (évaluation à partir des données Exploc 2022)',
    document: documents.S2,
    note: 'Un ordre de grandeur, pas une cible\u202f; peut-être celui de tout le département.',
  },
] satisfies PublishedSeed[];

const actionLogementFigures = [
  {
    ...years2017to2019,
    code: 'CTX-01',
    value: 9363,
    amountCents: 1_520_000_000,
    label: 'Aides et services délivrés de 2017 à 2019',
    quote:
      'Action Logement a délivré 9 363 aides financières et services aux ménages de la métropole dijonnaise pour un montant de 15,2 M€',
    note: 'Le total comprend les 1\u202f306 ménages logés\u00a0: 8\u202f057 + 1\u202f306 = 9\u202f363.',
  },
  {
    ...years2017to2019,
    code: 'CTX-02',
    value: 268,
    amountCents: 420_000_000,
    label: 'Accession à la propriété et travaux',
    quote: "268 aides à l'accession à la propriété et à la réalisation de travaux pour un montant de 4,2 M€",
  },
  {
    ...years2017to2019,
    code: 'CTX-03',
    value: 5823,
    amountCents: 860_000_000,
    label: 'Sécurisation locative',
    quote:
      '5 823 aides à la sécurisation locative, dont 2 072 garanties VISALE, pour un engagement financier de 8,6 M€',
  },
  {
    ...years2017to2019,
    code: 'CTX-04',
    value: 1575,
    amountCents: 220_000_000,
    label: 'Mobilité',
    quote: '1 575 aides à la mobilité pour 2,2 M€',
  },
  {
    ...years2017to2019,
    code: 'CTX-05',
    value: 391,
    amountCents: 23_600_000,
    label: 'Salariés en difficulté',
    quote: '391 aides aux salariés en difficulté (suivis personnalisés et soutiens financiers à hauteur de 236 000 €)',
  },
  {
    ...years2017to2019,
    code: 'CTX-06',
    value: 1306,
    label: 'Ménages logés dans le parc conventionné',
    quote: '1 306 ménages accompagnés par Action Logement ont été logés au sein du parc conventionné',
  },
] satisfies PublishedSeed[];

export const publishedFigures: PublishedSeed[] = [...planFigures, ...actionLogementFigures];
