import * as z from 'zod';
import { cellStates, directions, timeRules, units } from '../domain/indicator.ts';
import { isMonth } from '../domain/month.ts';
import { saveCellInput } from './monthly-entry.ts';
import { GREATEST } from './whole-number.ts';

/** What other software sends and reads. The OpenAPI document is written from these very schemas. */

export const apiScopes = ['figures:read', 'entry:read', 'entry:write'] as const;
export type ApiScope = (typeof apiScopes)[number];

const id = z.int().positive().max(GREATEST);
const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .refine(isMonth)
  .describe('Un mois, AAAA-MM.');
const code = z.string().max(20).describe('Le code de l’indicateur au catalogue.');

export const tokenOwner = z.object({ organisationId: id });
export const tokenInput = tokenOwner.extend({
  name: z.string().trim().min(3).max(80),
  scopes: z.array(z.enum(apiScopes)).min(1).max(apiScopes.length),
  /** After so many days the token opens nothing. */
  days: z.int().min(1).max(366),
});
export type TokenInput = z.infer<typeof tokenInput>;
export const tokenKey = tokenOwner.extend({ id });

const publicationNumber = z.coerce.number().int().min(1).max(100_000);
export const apiCatalogueQuery = z.object({ publication: publicationNumber.optional() });
export const apiFiguresQuery = apiCatalogueQuery.extend({ year: z.coerce.number().int().min(2000).max(2100) });
export const apiMonth = z.object({ month });
export const apiSending = z.object({ dryRun: z.enum(['true', 'false']).default('false') });
/** Chosen by the sender, one for each sending: the same key gets the same answer. */
export const idempotencyKey = z.string().regex(/^[\w.:-]{8,100}$/);

/** A cell as it is typed in the grid; the rules are those of the grid. */
export const apiCell = saveCellInput
  .pick({ state: true, value: true, numerator: true, denominator: true, reason: true, comment: true })
  .extend({
    indicator: code,
    revision: z
      .int()
      .min(0)
      .max(GREATEST)
      .optional()
      .describe('La révision lue avant d’écrire (0 : aucune). Si elle a changé depuis, la valeur est refusée.'),
  });
export const apiMonthInput = z.object({
  cells: z.array(apiCell).min(1).max(500),
  submit: z.boolean().default(false).describe('Envoyer le mois à la coordination une fois les valeurs enregistrées.'),
});
export type ApiMonthInput = z.infer<typeof apiMonthInput>;

const figure = z.number().nullable();
export const apiOwnCell = z.object({
  indicator: code,
  state: z.enum(cellStates),
  value: figure,
  numerator: figure,
  denominator: figure,
  reason: z.string().nullable(),
  comment: z.string().nullable(),
  revision: z.int().min(0),
  stage: z.string().describe('draft, submitted ou validated.'),
});
export const apiOwnMonth = z.object({
  month,
  status: z.string(),
  expected: z.array(code).describe('Les indicateurs demandés à votre structure pour ce mois.'),
  cells: z.array(apiOwnCell),
});
export const apiSent = z.object({
  month,
  dryRun: z.boolean(),
  saved: z.int(),
  submitted: z.boolean(),
  missing: z.array(z.object({ indicator: code, label: z.string() })).describe('Ce qui empêche d’envoyer le mois.'),
  flagged: z
    .array(z.object({ indicator: code, label: z.string() }))
    .describe(
      'Les valeurs étonnantes qu’aucune raison n’explique : elles partent, et la coordination les voit en premier.',
    ),
  cells: z.array(apiOwnCell),
});
export const apiPublication = z.object({
  number: z.int().describe('Le numéro de la publication.'),
  madeAt: z.iso.datetime().describe('La date de la publication.'),
  through: month.describe('Le dernier mois dont elle parle, AAAA-MM.'),
  fictitious: z.boolean().describe('Faite de la démonstration, sans réalité.'),
  note: z.string().nullable().describe('Ce qui a changé depuis la précédente, et pourquoi.'),
  fingerprint: z.string().describe('SHA-256 de toutes ses réponses.'),
  withdrawn: z
    .object({ by: z.int().describe('Le numéro de la publication qui la retire.'), why: z.string() })
    .nullable()
    .describe('Retirée par une publication plus récente, ou null.'),
});
export type ApiPublication = z.infer<typeof apiPublication>;
export const apiPublications = z.object({ publications: z.array(apiPublication) });

/** What a publication keeps of the catalogue. */
export const publishedCatalogue = z.object({
  territory: z.string().describe('Le territoire de la convention.'),
  indicators: z.array(
    z.object({
      code,
      label: z.string(),
      unit: z.enum(units),
      timeRule: z.enum(timeRules),
      direction: z.enum(directions),
      sensitive: z.boolean().describe('Compte des personnes ou des ménages : les petits nombres sont masqués.'),
      definition: z.string(),
    }),
  ),
});
export type PublishedCatalogue = z.infer<typeof publishedCatalogue>;
export const apiCatalogue = publishedCatalogue.extend({ publication: apiPublication });

export const shownStates = [
  'known',
  'estimated',
  'hidden',
  'missing',
  'unavailable',
  'not-applicable',
  'not-expected',
] as const;
export type ShownState = (typeof shownStates)[number];
const shown = z.enum(shownStates);
/** What a publication keeps of the figures of a year. */
export const publishedFigures = z.object({
  year: z.int(),
  fictitious: z.boolean(),
  figures: z.array(
    z.object({
      indicator: code,
      through: month,
      state: shown,
      value: figure,
      coverage: z.object({ reported: z.int(), expected: z.int() }),
      months: z.array(
        z.object({
          month,
          state: shown,
          value: figure,
          numerator: figure,
          denominator: figure,
          reported: z.int(),
          expected: z.int(),
        }),
      ),
    }),
  ),
});
export type PublishedFigures = z.infer<typeof publishedFigures>;
export const apiFigures = publishedFigures.extend({ publication: apiPublication });

export const apiProblem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  reference: z.string(),
  errors: z.array(z.object({ place: z.string(), detail: z.string() })).optional(),
});
export type ApiProblem = z.infer<typeof apiProblem>;
