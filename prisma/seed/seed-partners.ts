import type { Prisma } from '../generated/client.ts';
import { documents } from './seed-documents.ts';

const CONVENTION = 'LDA-2023-2025';

/**
 * The four conventions with partners that deliberations publish, with their sentence. Their dates are not published, nor
 * their instalments. Amounts in cents.
 */
export const partnerConventions = [
  {
    code: 'ADEFO-2023-1',
    organisation: 'ADEFO',
    year: 2023,
    object: 'Secrétariat de la commission de coordination des accompagnements (0,5\u00a0ETP)',
    amountCents: 2_300_000,
    document: documents.S0,
    quote: 'financer un poste de secrétariat (0,5 ETP) de cette instance, à hauteur de 23 000 euros par an',
    note: '«\u00a0Par an\u00a0»\u00a0: la délibération ne dit pas jusqu’à quand.',
    actions: ['A18a'],
  },
  {
    code: 'ACTION-TANK-2023-1',
    organisation: 'ACTION-TANK',
    year: 2023,
    object: 'Deuxième phase de la démarche Synchro',
    amountCents: 3_000_000,
    document: documents.S0,
    quote: 'permettant la réalisation de la deuxième phase pour un montant de 30 000€',
    note: 'La première phase s’est tenue «\u00a0de mai à décembre 2022\u00a0». La délibération ne nomme aucune ligne de l’annexe.',
    actions: [],
  },
  {
    code: 'HH-2023-1',
    organisation: 'HH',
    year: 2023,
    object: 'Appartement pédagogique\u00a0: la moitié du temps de travail de la coordinatrice',
    amountCents: 2_743_000,
    document: documents.S0,
    quote: 'la prise en charge de 50% du temps de travail de la coordinatrice, à hauteur de 27 430€',
    note: 'Le même montant que la ligne 13 de l’annexe.',
    actions: ['A13'],
  },
  {
    code: 'SOLIHA-2023-1',
    organisation: 'SOLIHA',
    year: 2023,
    object: 'Captation, gestion locative adaptée et CESF\u00a0: trois postes',
    amountCents: 3_865_000,
    document: documents.S1,
    quote: "d'un montant de 38 650€ pour l'année 2023",
    note: 'L’annexe demande 99\u202f600\u00a0€ pour les mêmes trois postes\u00a0: 38\u202f650\u00a0€ n’est qu’une part, dans un cadre commun avec la CAF, la DDETS et le Département.',
    actions: ['A02', 'A04a', 'A04b'],
  },
] as const;

/**
 * Adds the published conventions that are missing, but for those that somebody took away: the journal knows. `again`: those too,
 * for they went in a demonstration.
 */
export async function insertPublishedPartners(tx: Prisma.TransactionClient, { again = false } = {}): Promise<void> {
  const codes = partnerConventions.map(({ code }) => code);
  const [known, removed] = await Promise.all([
    tx.partnerConvention.findMany({ where: { code: { in: codes } }, select: { code: true } }),
    tx.auditEvent.findMany({
      where: { action: 'finance.remove-partner', entityId: { in: again ? [] : codes } },
      select: { entityId: true },
    }),
  ]);
  const there = new Set([...known.map(({ code }) => code), ...removed.map(({ entityId }) => entityId)]);
  const convention = await tx.convention.findUnique({ where: { code: CONVENTION }, select: { id: true } });
  if (!convention) return;
  for (const { organisation, actions, ...one } of partnerConventions.filter(({ code }) => !there.has(code))) {
    const partner = await tx.organisation.findUnique({ where: { code: organisation }, select: { id: true } });
    if (!partner) continue;
    const lines = await tx.action.findMany({
      where: { conventionId: convention.id, key: { in: [...actions] } },
      select: { id: true },
    });
    await tx.partnerConvention.create({
      data: {
        ...one,
        ...{ conventionId: convention.id, organisationId: partner.id },
        ...{ updatedByName: 'Délibération publiée', updatedAt: new Date('2023-12-21T12:00:00Z') },
        actions: { createMany: { data: lines.map(({ id }) => ({ actionId: id })) } },
      },
    });
  }
}
