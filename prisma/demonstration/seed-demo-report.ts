import type { Judgement } from '../../shared/domain/report/report-judgement.ts';
import { actionPlace, objectivePlace } from '../../shared/domain/report/report-narratives.ts';
import { type ReportText, type TextBlock, wordCount } from '../../shared/domain/report/report-text.ts';
import { cleanReportText } from '../../shared/domain/report/report-text-cleaning.ts';
import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import type { Prisma } from '../generated/client.ts';

/** The fictitious texts of the demonstration's reports. Their numbers are tokens: they say whatever the figures say. */

type Tx = Prisma.TransactionClient;

const MARK: TextBlock = {
  kind: 'para',
  content: [{ kind: 'text', text: 'Texte fictif de la démonstration.', italic: true }],
};
const p = (text: string): TextBlock => ({ kind: 'para', content: [{ kind: 'text', text: frenchSpacing(text) }] });
const h = (text: string): TextBlock => ({ kind: 'heading', level: 3, content: [{ kind: 'text', text }] });
const ul = (...items: string[]): TextBlock => ({
  kind: 'list',
  ordered: false,
  items: items.map((text) => [{ kind: 'text', text: frenchSpacing(text) }]),
});
/** Blocks as a text of the report: `{{IND-23.annee}}` is the figure that it names. */
const written = (...blocks: TextBlock[]): ReportText => cleanReportText({ blocks: [MARK, ...blocks] }).text;

interface Said {
  place: string;
  text: ReportText;
  ready: boolean;
}

/** The year's report: the same house each year, its numbers and its difficulties different. */
function textsOf(year: number): Said[] {
  const first = year === 2023;
  const texts: [string, ReportText][] = [
    [
      'global',
      written(
        p(
          first
            ? 'La première année de la convention a servi à installer les instances et à faire connaître la démarche. La commission de coordination des accompagnements a examiné {{IND-23.annee}}, et {{IND-02.annee}} ont été captés dans le parc privé.'
            : 'La deuxième année confirme l’installation des dispositifs. La commission de coordination des accompagnements a examiné {{IND-23.annee}}, et {{IND-02.annee}} ont été captés dans le parc privé.',
        ),
        h('Ce qui avance'),
        ul(
          'Les ateliers « premier logement » ont réuni {{IND-17.annee}} en {{IND-18.annee}}.',
          'Les formations ont touché {{IND-16.annee}}.',
          'Les partenaires de la prévention des expulsions se réunissent désormais chaque mois.',
        ),
        h('Ce qui demande un effort'),
        p(
          first
            ? 'La captation reste sous son objectif : {{IND-02.annee}} pour une cible de {{IND-02.cible}} ({{IND-02.avancement}}). Les propriétaires demandent une garantie plus simple.'
            : 'Les diagnostics avant le commandement de quitter les lieux restent difficiles à obtenir dans le parc privé : {{IND-08.annee}}, soit un avancement de {{IND-08.avancement}}. Les bailleurs privés préviennent trop tard dans la procédure.',
        ),
      ),
    ],
    [
      objectivePlace('ACCES'),
      written(
        p(
          'L’accès rapide au logement repose sur la captation et sur l’orientation directe depuis la rue. {{IND-28.annee}} ont été relogés sans passer par une structure d’hébergement.',
        ),
      ),
    ],
    [
      objectivePlace('EXPULSIONS'),
      written(
        p(
          'L’année compte {{IND-09.annee}} au stade du commandement de payer et {{IND-15.annee}} au stade de l’assignation. La part des ménages rencontrés dès le commandement de payer est de {{IND-10.annee}}.',
        ),
        p(
          'Depuis la loi du 27 juillet 2023, les délais de procédure sont plus courts : l’intervention doit commencer plus tôt.',
        ),
      ),
    ],
    [
      actionPlace('A02'),
      written(
        p(
          'La chargée de captation a pris {{IND-02.annee}} en mandat, pour une cible de {{IND-02.cible}}. Les propriétaires viennent surtout par le bouche-à-oreille et par les agences.',
        ),
        ul(
          'trois réunions avec les agences du centre-ville',
          'un guide remis à chaque propriétaire',
          'une garantie de remise en état',
        ),
      ),
    ],
    [
      actionPlace('A04a'),
      written(
        p(
          'Le parc en gestion locative adaptée compte {{IND-03.cumul}}. Les sorties se font vers le parc social ordinaire.',
        ),
      ),
    ],
    [
      actionPlace('A06'),
      written(
        p(
          'Les travailleurs sociaux ont rencontré {{IND-10.annee}} des ménages au stade du commandement de payer. {{IND-08.annee}} ont été menés avant le commandement de quitter les lieux.',
        ),
      ),
    ],
    [
      actionPlace('A12'),
      written(
        p(
          '{{FOR-01.annee}} ont été tenues avec l’association Action Tank, pour {{IND-16.annee}}. Les participants demandent une suite sur la santé mentale.',
        ),
      ),
    ],
    [
      actionPlace('A13'),
      written(
        p(
          'L’appartement pédagogique a accueilli {{IND-17.annee}} au cours de {{IND-18.annee}}. Le groupe le plus présent est celui des jeunes qui entrent dans leur premier logement.',
        ),
      ),
    ],
    [
      actionPlace('A18a'),
      written(
        p(
          'La commission s’est réunie régulièrement ({{IND-22.annee}}, pour une cible de {{IND-22.cible}}) et a traité {{IND-23.annee}}. Le délai moyen entre la demande et la décision est de {{IND-25.annee}}.',
        ),
      ),
    ],
    [
      actionPlace('A18b'),
      written(
        p(
          'Le pôle ressource a soutenu {{IND-26.annee}}. La demande dépasse ce que deux professionnelles peuvent suivre.',
        ),
      ),
    ],
  ];
  return texts.map(([place, text]) => ({ place, text, ready: first }));
}

const judged: Record<number, [key: string, judgement: Judgement, reason: string][]> = {
  2023: [
    ['A01a', 'secured', 'Le poste est pourvu depuis le début de la convention.'],
    ['A02', 'support-needed', 'La captation reste sous la cible, avec un creux en été.'],
    ['A04a', 'achievable', 'Le parc grandit au rythme des captations.'],
    ['A06', 'achievable', 'Les diagnostics sont faits, mais les signalements arrivent tard.'],
    ['A08', 'support-needed', 'Les visites dépendent d’un seul poste.'],
    ['A13', 'secured', 'Les ateliers sont pleins.'],
    ['A18a', 'secured', 'La commission se réunit chaque mois, sauf en août et en décembre.'],
    ['A05', 'compromised', 'Aucun lieu n’a encore été trouvé pour agrandir le lieu de répit.'],
  ],
  2024: [
    ['A01a', 'secured', 'Le poste est pourvu.'],
    ['A02', 'achievable', 'La cible est atteinte ; les loyers du centre-ville restent un obstacle.'],
    ['A06', 'support-needed', 'Peu de ménages répondent, et les signalements arrivent tard.'],
    ['A05', 'compromised', 'Aucun lieu n’a été trouvé en deux ans.'],
    ['A13', 'secured', 'Les ateliers sont pleins.'],
    ['A18a', 'achievable', 'Les demandes augmentent, les délais baissent.'],
  ],
};

interface Author {
  id: string;
  name: string;
}

async function insertTexts(tx: Tx, year: number, author: Author): Promise<void> {
  const at = new Date(`${year + 1}-05-20T09:00:00Z`);
  for (const { place, text, ready } of textsOf(year)) {
    const content = text as unknown as Prisma.InputJsonValue;
    const words = wordCount(text);
    const by = { authorId: author.id, authorName: author.name, startedAt: at, savedAt: at };
    await tx.reportText.create({
      data: {
        ...{ year, place, content, words, ready, demonstration: true },
        ...{ updatedById: author.id, updatedByName: author.name, updatedAt: at },
        versions: { create: { revision: 1, kind: 'written', content, words, ...by } },
      },
    });
  }
}

/** The texts and the judgements of the two reports that the demonstration has; the judgement of some actions is left to make. */
export async function insertDemonstrationTexts(tx: Tx, author: Author): Promise<void> {
  for (const [year, all] of Object.entries(judged)) {
    await insertTexts(tx, Number(year), author);
    await tx.reportJudgement.createMany({
      data: all.map(([actionKey, judgement, reason]) => ({
        ...{
          year: Number(year),
          actionKey,
          judgement,
          reason: `${frenchSpacing(reason)} (texte fictif)`,
          demonstration: true,
        },
        ...{
          updatedById: author.id,
          updatedByName: author.name,
          updatedAt: new Date(`${Number(year) + 1}-05-20T09:00:00Z`),
        },
      })),
    });
  }
}
