import { frenchDate, frenchMonth } from '../../shared/domain/words/french-format.ts';
import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import { parisDate } from '../platform/clock.ts';
import type { StandingPublication } from '../publications/service.ts';

/** The words by which the open data present themselves: the package, the description for portals and the feed say the same. */

export const licence = {
  name: 'etalab-2.0',
  path: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
  title: 'Licence Ouverte / Open Licence 2.0',
};
export const keywords = ['logement d’abord', 'sans-domicile', 'prévention des expulsions'];

const publicationDay = ({ madeAt }: { madeAt: Date }): string => frenchDate(parisDate(madeAt));

/** Example: `Publication 7 du 7 novembre 2025, chiffres validés jusqu’à septembre 2025`. */
export const publicationTitle = (publication: Pick<StandingPublication, 'number' | 'madeAt' | 'through'>): string =>
  `Publication ${publication.number} du ${publicationDay(publication)}, chiffres validés jusqu’à ${frenchMonth(publication.through)}`;

/** Example: `Publication retirée le 9 janvier 2026 par la publication 8 : deux mois comptés deux fois.`; none when it stands. */
export function withdrawalWords({ withdrawnBy }: Pick<StandingPublication, 'withdrawnBy'>): string | null {
  if (!withdrawnBy) return null;
  const { number, why } = withdrawnBy;
  return frenchSpacing(`Publication retirée le ${publicationDay(withdrawnBy)} par la publication ${number} : ${why}`);
}

const RULES =
  'Les comptes de personnes ou de ménages de 1 à 10, et ce qui les ferait retrouver, sont masqués. Un mois non reçu n’est pas un zéro : chaque total porte sa couverture.';

/** What the data are, without a word of one publication. */
export function dataWords({ territory, fictitious }: { territory: string; fictitious: boolean }) {
  return {
    title: `${fictitious ? '[Données fictives] ' : ''}Observatoire Logement d’abord – ${territory}`,
    description: frenchSpacing(
      `${fictitious ? 'DONNÉES FICTIVES, démonstration sans réalité. ' : ''}Chiffres validés par la coordination, tels qu’elle les a publiés. ${RULES}`,
    ),
  };
}

/** The same for one publication, which says so when it is withdrawn. */
export function publicationWords(territory: string, publication: StandingPublication) {
  const { title, description } = dataWords({ territory, fictitious: publication.fictitious });
  const withdrawn = withdrawalWords(publication);
  return {
    title: `${withdrawn ? '[Publication retirée] ' : ''}${title} – publication ${publication.number}`,
    description: [withdrawn, publicationTitle(publication).concat('.'), description].filter(Boolean).join(' '),
  };
}
