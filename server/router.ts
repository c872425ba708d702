import { absencesRouter } from './absences/router.ts';
import { accountsRouter, sessionRouter } from './accounts/router.ts';
import { agreementsRouter } from './agreements/router.ts';
import { apiTokensRouter } from './api/router.ts';
import { auditRouter } from './audit/router.ts';
import { catalogueRouter } from './catalogue/router.ts';
import { collectionRouter } from './collection/router.ts';
import { conventionActsRouter } from './convention-acts/router.ts';
import { dataProtectionRouter } from './data-protection/router.ts';
import { editionsRouter } from './editions/router.ts';
import { evictionsRouter } from './evictions/router.ts';
import { financeImportRouter } from './finance/import-router.ts';
import { financeRouter } from './finance/router.ts';
import { firstStepsRouter } from './first-steps/router.ts';
import { homelessnessRouter } from './homelessness/router.ts';
import { housingRouter } from './housing/router.ts';
import { importsRouter } from './imports/router.ts';
import { indicatorsRouter } from './indicators/router.ts';
import { mailsRouter } from './mails/router.ts';
import { monthlyEntryRouter } from './monthly-entry/router.ts';
import { openDataRouter } from './open-data/router.ts';
import { organisationShareRouter } from './organisation-share/router.ts';
import { overviewRouter } from './overview/router.ts';
import { router } from './platform/trpc.ts';
import { publicationsRouter } from './publications/router.ts';
import { publishingRouter } from './publishing/router.ts';
import { registersRouter } from './registers/router.ts';
import { reportTextsRouter } from './report-texts/router.ts';
import { reportsRouter } from './reports/router.ts';
import { statusRouter } from './status/router.ts';
import { workQueueRouter } from './work-queue/router.ts';

export const appRouter = router({
  session: sessionRouter,
  firstSteps: firstStepsRouter,
  accounts: accountsRouter,
  overview: overviewRouter,
  workQueue: workQueueRouter,
  indicators: indicatorsRouter,
  monthlyEntry: monthlyEntryRouter,
  collection: collectionRouter,
  mails: mailsRouter,
  absences: absencesRouter,
  organisationShare: organisationShareRouter,
  imports: importsRouter,
  homelessness: homelessnessRouter,
  evictions: evictionsRouter,
  housing: housingRouter,
  registers: registersRouter,
  finance: financeRouter,
  financeImport: financeImportRouter,
  reports: reportsRouter,
  reportTexts: reportTextsRouter,
  editions: editionsRouter,
  publications: publicationsRouter,
  publishing: publishingRouter,
  catalogue: catalogueRouter,
  agreements: agreementsRouter,
  conventionActs: conventionActsRouter,
  audit: auditRouter,
  dataProtection: dataProtectionRouter,
  apiTokens: apiTokensRouter,
  openData: openDataRouter,
  status: statusRouter,
});
export type AppRouter = typeof appRouter;
