import * as z from 'zod';
import {
  apiCatalogue,
  apiCatalogueQuery,
  apiFigures,
  apiFiguresQuery,
  apiMonth,
  apiMonthInput,
  apiOwnMonth,
  apiProblem,
  apiPublications,
  apiSending,
  apiSent,
  idempotencyKey,
} from '../../shared/schemas/api.ts';

/** The OpenAPI 3.1 document: its schemas are those that check what comes in. */

const input = (schema: z.ZodType) => plain(z.toJSONSchema(schema, { io: 'input' }));
const output = (schema: z.ZodType) => plain(z.toJSONSchema(schema, { io: 'output' }));
const plain = ({ $schema: _, ...schema }: Record<string, unknown>) => schema;

const schemas = {
  Catalogue: output(apiCatalogue),
  Figures: output(apiFigures),
  Publications: output(apiPublications),
  OwnMonth: output(apiOwnMonth),
  MonthToSend: input(apiMonthInput),
  MonthSent: output(apiSent),
  Problem: output(apiProblem),
};
const reference = (name: keyof typeof schemas) => ({ $ref: `#/components/schemas/${name}` });

const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: reference('Problem') } },
});

const answers = (name: keyof typeof schemas, description: string) => ({
  200: { description, content: { 'application/json': { schema: reference(name) } } },
  401: refusal('Jeton absent, inconnu, expiré ou révoqué.'),
  403: refusal('Ce jeton n’ouvre pas ce droit.'),
  422: refusal('Ce qui est refusé, valeur par valeur ; rien n’est enregistré.'),
  429: refusal('Trop de demandes.'),
});

const published = (name: keyof typeof schemas, description: string) => ({
  ...answers(name, description),
  404: refusal('Cette publication n’existe pas, ou ne parle pas de cette année.'),
});

const parameter = (name: string, place: 'path' | 'query' | 'header', schema: object, description: string) => {
  return { name, in: place, required: place !== 'query', schema, description };
};
const yearParameter = {
  ...parameter('year', 'query', input(apiFiguresQuery.shape.year), 'L’année civile.'),
  required: true,
};
const publicationParameter = parameter(
  'publication',
  'query',
  input(apiCatalogueQuery.shape.publication),
  'Le numéro d’une publication ; la dernière quand il n’est pas donné.',
);
const monthParameter = parameter('month', 'path', input(apiMonth.shape.month), 'Le mois, AAAA-MM.');

const operation = (operationId: string, summary: string, scope: string, more: object) => {
  return { operationId, summary, description: `Droit demandé : \`${scope}\`.`, security: [{ token: [] }], ...more };
};

/** The document as it is served under `/api/v1/openapi.json`; `server` is the address of the product. */
export function openApiDocument(server: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Observatoire Logement d’abord',
      version: '1.0.0',
      description:
        'Lire les chiffres publiés, lire et envoyer les mois de sa structure. Un jeton appartient à une structure et n’ouvre que ses données. Les erreurs suivent la RFC 9457, en français.',
      license: { name: 'Licence Ouverte 2.0', url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/' },
    },
    servers: [{ url: server }],
    paths: {
      '/api/v1/catalogue': {
        get: operation('readCatalogue', 'Les indicateurs et leurs définitions, dans une publication', 'figures:read', {
          parameters: [publicationParameter],
          responses: published('Catalogue', 'Le catalogue.'),
        }),
      },
      '/api/v1/figures': {
        get: operation('readFigures', 'Les chiffres publiés d’une année, petits nombres masqués', 'figures:read', {
          parameters: [yearParameter, publicationParameter],
          responses: published('Figures', 'Les chiffres.'),
        }),
      },
      '/api/v1/publications': {
        get: operation('readPublications', 'Les publications, la dernière d’abord', 'figures:read', {
          responses: answers('Publications', 'Les publications.'),
        }),
      },
      '/api/v1/months/{month}': {
        get: operation('readMonth', 'Le mois de sa structure', 'entry:read', {
          parameters: [monthParameter],
          responses: answers('OwnMonth', 'Le mois.'),
        }),
        put: operation('sendMonth', 'Enregistrer des valeurs du mois, et l’envoyer', 'entry:write', {
          parameters: [
            monthParameter,
            parameter(
              'dryRun',
              'query',
              input(apiSending.shape.dryRun),
              'Essai à blanc : tout est vérifié, rien n’est écrit.',
            ),
            parameter(
              'Idempotency-Key',
              'header',
              input(idempotencyKey),
              'Une clé par envoi : la même reçoit la même réponse.',
            ),
          ],
          requestBody: { required: true, content: { 'application/json': { schema: reference('MonthToSend') } } },
          responses: {
            ...answers('MonthSent', 'Le mois enregistré.'),
            409: refusal('Verrouillé, ou changé entre-temps.'),
          },
        }),
      },
    },
    components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}
