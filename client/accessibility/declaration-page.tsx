import { rgaaConformity, rgaaThemes } from '../../shared/domain/site/rgaa.ts';
import { EVALUATION_DAY } from '../../shared/domain/site/rgaa-words.ts';
import { frenchDate } from '../../shared/domain/words/french-format.ts';
import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import { useSession } from '../lib/session.ts';
import { ThemeChoice } from '../lib/theme-choice.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { CriteriaTables } from './criteria-table.tsx';
import './accessibility.css';

const themes = rgaaThemes();
const criteria = themes.flatMap((theme) => theme.criteria);
const conformity = rgaaConformity(criteria);
const missed = criteria.filter(({ state }) => state === 'non conforme');

/** `/accessibilite`: the declaration that the law asks of a public body (décret n° 2019-768), its state read from the table. */
export function DeclarationPage() {
  const territory = useSession().data?.territory ?? 'La collectivité';
  return (
    <>
      <PageHeader
        title="Accessibilité"
        lead={`Déclaration d’accessibilité établie le ${frenchDate(EVALUATION_DAY)}.`}
      />
      <div className="declaration">
        <p>
          {territory} s’engage à rendre ses services numériques accessibles, conformément à l’article 47 de la loi n°
          2005-102 du 11 février 2005. Cette déclaration s’applique à l’observatoire Logement d’abord ({location.origin}
          ).
        </p>
        <Section title="Affichage">
          <ThemeChoice />
          <p>Le contraste renforcé et la réduction des animations suivent les réglages de votre ordinateur.</p>
        </Section>
        <ConformityState />
        <Establishment />
        <Contact territory={territory} />
        <Appeal />
      </div>
      <Section title="Les 106 critères du RGAA 4.1" lead="Chaque état porte sa preuve.">
        <div className="criteria">
          <CriteriaTables themes={themes} />
        </div>
      </Section>
    </>
  );
}

function ConformityState() {
  const { words, percentage, met, applicable } = conformity;
  return (
    <>
      <Section title="État de conformité">
        <p>
          L’observatoire est <strong>{words}</strong> avec le référentiel général d’amélioration de l’accessibilité
          (RGAA), version 4.1, en raison des non-conformités énumérées ci-dessous.
        </p>
        <p>
          {frenchSpacing(
            `Résultat de l’évaluation : ${percentage} % des critères applicables sont respectés (${met} sur ${applicable}). C’est une auto-évaluation ; aucun organisme extérieur ne l’a vérifiée.`,
          )}
        </p>
      </Section>
      <Section title="Contenus non accessibles">
        <ul>
          {missed.map(({ number, title, proof }) => (
            <li key={number}>
              <strong>{`Critère ${number}.`}</strong> {title} <span className="criterion-proof">{proof}</span>
            </li>
          ))}
        </ul>
        <p>Aucune dérogation pour charge disproportionnée n’est demandée.</p>
      </Section>
    </>
  );
}

function Establishment() {
  return (
    <Section title="Établissement de cette déclaration">
      <p>{frenchSpacing('Technologies : HTML, CSS, JavaScript, SVG, WAI-ARIA.')}</p>
      <p>
        {frenchSpacing(
          'Moyens de l’évaluation : axe-core sur chaque page, pour chaque rôle, à deux tailles d’écran ; parcours au clavier ; lecture de l’arbre d’accessibilité ; zoom à 400 % ; espacement du texte ; mesure des contrastes. Navigateur : Chromium. Aucun lecteur d’écran n’a encore été essayé.',
        )}
      </p>
    </Section>
  );
}

function Contact({ territory }: { territory: string }) {
  return (
    <Section title="Retour d’information et contact">
      <p>
        {frenchSpacing(
          `Si une page ou un document vous résiste, écrivez à la coordination de l’observatoire (${territory}) : répondez au message qui vous a invité, ou demandez-la à l’accueil de la collectivité. Elle vous doit une autre manière d’accéder à la même information.`,
        )}
      </p>
    </Section>
  );
}

function Appeal() {
  return (
    <Section title="Voies de recours">
      <p>
        Si vous avez signalé un défaut d’accessibilité et que la réponse ne vous satisfait pas, vous pouvez saisir le
        Défenseur des droits.
      </p>
      <ul>
        <li>
          <a href="https://formulaire.defenseurdesdroits.fr/">Lui écrire par son formulaire</a>
        </li>
        <li>
          <a href="https://www.defenseurdesdroits.fr/carte-des-delegues">Rencontrer son délégué près de chez vous</a>
        </li>
        <li>
          {frenchSpacing('Par courrier, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07')}
        </li>
      </ul>
    </Section>
  );
}
