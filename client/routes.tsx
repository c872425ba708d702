import { createRoute, createRouter } from '@tanstack/react-router';
import * as searches from './lib/routing/page-search.ts';
import { LoadingPage, UnexpectedErrorPage } from './lib/routing/route-states.tsx';
import { helpTitle, monthTitle } from './lib/routing/route-titles.ts';
import { lazyRouteComponent } from './lib/words/missing-part.ts';
import { root } from './root-route.ts';

const helpOfRoom = (params: Partial<Record<string, string>>): string =>
  helpTitle(params, Object.values(routeTree.children ?? {}));

export const routeTree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: '/',
    staticData: { title: 'Vue d’ensemble' },
    validateSearch: searches.overviewFilters,
    component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reunion',
    staticData: { title: 'Vue de réunion' },
    validateSearch: searches.meetingSearch,
    component: lazyRouteComponent(() => import('./overview/meeting-page.tsx'), 'MeetingPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/indicateurs/$code',
    staticData: { title: ({ code }) => `Indicateur ${code}` },
    validateSearch: searches.filters,
    component: lazyRouteComponent(() => import('./indicators/indicator-page.tsx'), 'IndicatorPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/expulsions',
    staticData: { title: 'Prévention des expulsions' },
    validateSearch: searches.evictionsSearch,
    component: lazyRouteComponent(() => import('./evictions/evictions-page.tsx'), 'EvictionsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/logement',
    staticData: { title: 'Logement' },
    validateSearch: searches.housingSearch,
    component: lazyRouteComponent(() => import('./housing/housing-page.tsx'), 'HousingPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/mon-mois',
    staticData: { title: 'Saisie du mois' },
    validateSearch: searches.organisation,
    component: lazyRouteComponent(() => import('./monthly-entry/my-months-page.tsx'), 'MyMonthsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/mon-mois/$month',
    staticData: { title: monthTitle('Saisie') },
    validateSearch: searches.organisation,
    component: lazyRouteComponent(() => import('./monthly-entry/entry-page.tsx'), 'EntryPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/mon-mois/$month/recu',
    staticData: { title: monthTitle('Reçu') },
    validateSearch: searches.organisation,
    component: lazyRouteComponent(() => import('./monthly-entry/receipt-page.tsx'), 'ReceiptPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/collecte',
    staticData: { title: 'Suivi de la collecte' },
    validateSearch: searches.collectionSearch,
    component: lazyRouteComponent(() => import('./collection/collection-page.tsx'), 'CollectionPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/collecte/$organisation/$month',
    staticData: { title: monthTitle('Envoi') },
    component: lazyRouteComponent(() => import('./collection/return-review-page.tsx'), 'ReturnReviewPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/courriels',
    staticData: { title: 'Courriels' },
    validateSearch: searches.mailsSearch,
    component: lazyRouteComponent(() => import('./mails/mails-page.tsx'), 'MailsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/ce-que-deviennent-nos-chiffres',
    staticData: { title: 'Ce que deviennent nos chiffres' },
    validateSearch: searches.organisation,
    component: lazyRouteComponent(
      () => import('./organisation-share/organisation-share-page.tsx'),
      'OrganisationSharePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/imports',
    staticData: { title: 'Imports' },
    validateSearch: searches.importsSearch,
    component: lazyRouteComponent(() => import('./imports/imports-page.tsx'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/imports/$id',
    staticData: { title: ({ id }) => `Reçu de l’import ${id}` },
    component: lazyRouteComponent(() => import('./imports/receipt-page.tsx'), 'ReceiptPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/registres',
    staticData: { title: 'Registres' },
    validateSearch: searches.organisation,
    component: lazyRouteComponent(() => import('./registers/registers-page.tsx'), 'RegistersPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/registres/$source',
    staticData: { title: 'Registre' },
    validateSearch: searches.registerSearch,
    component: lazyRouteComponent(() => import('./registers/register-page.tsx'), 'RegisterPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sans-domicile',
    staticData: { title: 'Personnes sans domicile' },
    validateSearch: searches.homelessnessSearch,
    component: lazyRouteComponent(() => import('./homelessness/homelessness-page.tsx'), 'HomelessnessPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/publications',
    staticData: { title: 'Publications' },
    validateSearch: searches.publicationsSearch,
    component: lazyRouteComponent(() => import('./publications/publications-page.tsx'), 'PublicationsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rapport',
    staticData: { title: 'Rapport d’exécution' },
    validateSearch: searches.reportSearch,
    component: lazyRouteComponent(() => import('./reports/report-page.tsx'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/finances',
    staticData: { title: 'Finances' },
    component: lazyRouteComponent(() => import('./finance/finance-page.tsx'), 'FinancePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/catalogue',
    staticData: { title: 'Convention et catalogue' },
    validateSearch: searches.catalogueSearch,
    component: lazyRouteComponent(() => import('./catalogue/catalogue-page.tsx'), 'CataloguePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/journal',
    staticData: { title: 'Journal' },
    validateSearch: searches.journalSearch,
    component: lazyRouteComponent(() => import('./audit/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/protection-des-donnees',
    staticData: { title: 'Protection des données' },
    component: lazyRouteComponent(() => import('./data-protection/data-protection-page.tsx'), 'DataProtectionPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/donnees-ouvertes',
    staticData: { title: 'Données ouvertes' },
    validateSearch: searches.openDataSearch,
    component: lazyRouteComponent(() => import('./open-data/open-data-page.tsx'), 'OpenDataPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/etat-du-service',
    staticData: { title: 'État du service' },
    component: lazyRouteComponent(() => import('./status/status-page.tsx'), 'StatusPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/jetons-api',
    staticData: { title: 'Jetons d’API' },
    validateSearch: searches.organisation,
    component: lazyRouteComponent(() => import('./open-data/tokens-page.tsx'), 'TokensPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/personnes',
    staticData: { title: 'Personnes' },
    validateSearch: searches.peopleSearch,
    component: lazyRouteComponent(() => import('./account/people/people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compte',
    staticData: { title: 'Mon compte' },
    component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/commencer',
    staticData: { title: 'Commencer pour de vrai' },
    component: lazyRouteComponent(() => import('./first-steps/first-steps-page.tsx'), 'FirstStepsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/aide',
    staticData: { title: 'Aide' },
    component: lazyRouteComponent(() => import('./help/help-page.tsx'), 'HelpPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/aide/glossaire',
    staticData: { title: 'Glossaire' },
    component: lazyRouteComponent(() => import('./help/glossary-page.tsx'), 'GlossaryPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/aide/nouveautes',
    staticData: { title: 'Nouveautés' },
    component: lazyRouteComponent(() => import('./help/news-page.tsx'), 'NewsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/aide/$page',
    staticData: { title: helpOfRoom },
    component: lazyRouteComponent(() => import('./help/room-help-page.tsx'), 'RoomHelpPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/accessibilite',
    staticData: { title: 'Accessibilité' },
    component: lazyRouteComponent(() => import('./accessibility/declaration-page.tsx'), 'DeclarationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/administration',
    staticData: { title: 'Administration' },
    component: lazyRouteComponent(() => import('./administration/administration-page.tsx'), 'AdministrationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plan',
    staticData: { title: 'Plan du site' },
    component: lazyRouteComponent(() => import('./accessibility/site-map-page.tsx'), 'SiteMapPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/connexion',
    staticData: { title: 'Connexion' },
    validateSearch: searches.signInSearch,
    component: lazyRouteComponent(() => import('./account/sign-in/sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/mot-de-passe-oublie',
    staticData: { title: 'Mot de passe oublié' },
    component: lazyRouteComponent(
      () => import('./account/sign-in/forgotten-password-page.tsx'),
      'ForgottenPasswordPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invitation/$token',
    staticData: { title: 'Invitation' },
    component: lazyRouteComponent(() => import('./account/sign-in/accept-invitation-page.tsx'), 'AcceptInvitationPage'),
  }),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: LoadingPage,
  defaultErrorComponent: UnexpectedErrorPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
