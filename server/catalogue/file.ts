import { catalogueContent } from '../conventions/catalogue-content.ts';
import type { Platform } from '../platform/context.ts';

/** What stands above each part of the file, for whoever opens it. */
const comments: Record<string, string | string[]> = {
  format: [
    'Catalogue de l’observatoire Logement d’abord. Ce fichier suffit pour démarrer l’observatoire d’un autre territoire.',
    'Une rubrique dont le nom commence par « _ » est un commentaire. Les montants sont en euros, les mois s’écrivent 2026-03.',
    'À l’import, ce qui diffère est montré avant d’être écrit\u00a0: ajouté, modifié, terminé, ou refusé et pourquoi. Ce dont le fichier ne parle pas reste en place.',
  ],
  settings: 'Réglages qui diffèrent des valeurs de départ (seuils, secret statistique, inactivité).',
  groups: 'Groupes de communes sous lesquels les chiffres sont publiés, dans leur ordre.',
  communes: 'Communes du territoire. « group »\u00a0: le code de leur groupe.',
  objectives: 'Objectifs du plan.',
  axes: 'Axes du plan.',
  conventions:
    'Conventions, de la plus ancienne à la plus récente\u00a0: subventions de l’État (null\u00a0: à fixer par avenant), avenants aux montants, lignes de l’annexe dans leur ordre.',
  indicators:
    'Indicateurs. timeRule\u00a0: flow (les mois s’ajoutent), stock (dernier mois connu), average, ratio (numérateur et dénominateur), unique (personnes différentes\u00a0: jamais la somme des mois), milestone. direction\u00a0: increase, decrease, maintain, context. Cibles\u00a0: reading stated (écrite) ou assumed (hypothèse).',
  organisations:
    'Partenaires, ce que chacun transmet depuis quel mois, et comment (agreements\u00a0: à partir d’un mois, compté des lignes d’un registre, ou null\u00a0: saisi)\u202f; registers\u00a0: les registres que chacun alimente\u202f; untilMonth\u00a0: dernier mois d’une structure qui cesse\u202f; takenOverBy\u00a0: qui reprend (fusion, scission).',
};

/** The file, with a comment above each of its parts. */
export async function exportCatalogue(platform: Pick<Platform, 'db'>): Promise<string> {
  const content = await catalogueContent(platform);
  const commented = Object.entries(content).flatMap(([name, value]) => [
    [name === 'format' ? '_lisez-moi' : `_${name}`, comments[name] ?? ''],
    [name, value],
  ]);
  return `${JSON.stringify(Object.fromEntries(commented), null, 2)}\n`;
}
