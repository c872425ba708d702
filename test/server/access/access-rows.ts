/**
 * Every door, asked about everyone. A row says who may go through: C the coordinator, O a contributor for their own
 * organisation, S the same contributor for another organisation (a stranger to it), R a reader, N nobody.
 * The inputs name things that do not exist wherever they can: to be let in and find nothing is to be let in.
 */
export const everybody = 'COSRN';
const signedIn = 'COSR';
const coordinator = 'C';
const own = 'CO';
/** The door opens to contributors; what they ask is their own whatever they name. */
const contributors = 'COS';

export interface Row {
  who: string;
  input: (organisationId: number) => unknown;
}

const nothing = () => undefined;
const month = '2025-09';
const cell = (organisationId: number) => ({ organisationId, indicatorId: 999_999, month });
const token = 'x'.repeat(43);
const unknownPerson = () => ({ userId: 'unknown' });

export const file = (organisationId: number) => ({
  organisationId,
  format: 'csv',
  fileHash: 'a'.repeat(64),
  source: 'workshop',
  droppedColumns: [],
});

const register = (organisationId: number) => ({ source: 'workshop', organisationId });
const aPerson = (organisationId: number) => ({ organisationId, source: 'siao-request', number: 'X-0' });
const removal = { id: 999_999, version: 1, reason: 'essai' };
const moneyLine = {
  ...{ year: 2023, action: 'NONE', funder: 'État', version: null, document: null, note: null },
  ...{ askedCents: 100, grantedCents: null, committedCents: null, paidCents: null, cofinancedCents: null },
};
const partner = {
  ...{ id: null, version: null, year: 2023, object: 'essai', amountCents: 100, document: 'essai', note: null },
  ...{ startDate: null, endDate: null, actions: [], instalments: [], documents: [] },
};
const notice = {
  ...{ version: 7, year: 2023, noticeDate: '2024-12-01', reference: 'essai', claimedCents: null, answeredOn: null },
  ...{ answerReference: null, repaidOn: null, repaidCents: null, waived: false, note: null },
};
const anEdit = { edit: 'end-partner', code: 'NONE', untilMonth: '2025-06' };
const aSignature = { effectiveDate: '2025-07-01', reason: 'essai', act: null, actDate: null };
const aCatalogue = { name: 'catalogue.json', content: '{}', isWorkbook: false };
const aRow = { key: 'a'.repeat(64), reason: 'essai' };

/** An import of each organisation that waits to be decided. */
export const prepared = new Map<number, number>();
const ofImport = (organisationId: number) => ({ id: prepared.get(organisationId) });

export const matrix: Record<string, Row> = {
  'session.me': { who: everybody, input: nothing },
  'firstSteps.state': { who: coordinator, input: nothing },
  'firstSteps.clearDemonstration': {
    who: coordinator,
    input: () => ({ coordinator: null, keepCatalogue: true, siteAddress: 'http://127.0.0.1' }),
  },
  'firstSteps.leaveTerritory': { who: coordinator, input: nothing },
  'firstSteps.takeExample': { who: coordinator, input: nothing },
  'firstSteps.nameTerritory': {
    who: coordinator,
    input: () => ({ territory: 'Essai', name: 'Essai', startYear: 2025, endYear: 2025 }),
  },
  'accounts.invitation': { who: everybody, input: () => ({ token }) },
  'accounts.acceptInvitation': {
    who: everybody,
    input: () => ({ token, password: 'une phrase de passe assez longue' }),
  },
  'accounts.people': { who: coordinator, input: nothing },
  'accounts.invite': {
    who: coordinator,
    input: () => ({
      email: 'a@exemple.fr',
      name: 'A B',
      role: 'reader',
      organisationId: null,
      siteAddress: 'http://127.0.0.1',
    }),
  },
  'accounts.cancelInvitation': { who: coordinator, input: () => ({ invitationId: 999_999 }) },
  'accounts.sendPasswordLink': {
    who: coordinator,
    input: () => ({ userId: 'unknown', siteAddress: 'http://127.0.0.1' }),
  },
  'accounts.disable': { who: coordinator, input: unknownPerson },
  'accounts.enable': { who: coordinator, input: unknownPerson },
  'accounts.holdings': { who: coordinator, input: unknownPerson },
  'accounts.addMembership': {
    who: coordinator,
    input: (organisationId) => ({
      ...{ userId: 'unknown', role: 'contributor', organisationId, fromDate: '2025-11-01', toDate: null },
      deputyForId: null,
    }),
  },
  'accounts.endMembership': { who: coordinator, input: () => ({ membershipId: 999_999 }) },
  'accounts.actIn': { who: signedIn, input: () => ({ membershipId: 999_999 }) },
  'accounts.changeRole': {
    who: coordinator,
    input: () => ({ userId: 'unknown', role: 'reader', organisationId: null }),
  },
  'accounts.removeProofs': { who: coordinator, input: unknownPerson },
  'accounts.revokeOtherSessions': { who: signedIn, input: nothing },
  'accounts.proofs': { who: signedIn, input: nothing },
  'accounts.renewRecoveryCodes': { who: signedIn, input: nothing },
  'accounts.removeCodes': { who: signedIn, input: nothing },
  'accounts.renamePasskey': { who: signedIn, input: () => ({ passkeyId: 'unknown', name: 'essai' }) },
  'accounts.removePasskey': { who: signedIn, input: () => ({ passkeyId: 'unknown' }) },
  'accounts.sessions': { who: signedIn, input: nothing },
  'accounts.revokeSession': { who: signedIn, input: () => ({ sessionId: 'unknown' }) },
  'accounts.changePassword': {
    who: signedIn,
    input: () => ({ current: 'faux', next: 'une phrase de passe assez longue' }),
  },
  'apiTokens.list': { who: own, input: (organisationId) => ({ organisationId }) },
  'apiTokens.create': {
    who: own,
    input: (organisationId) => ({ organisationId, name: 'essai', scopes: ['entry:read'], days: 1 }),
  },
  'apiTokens.revoke': { who: own, input: (organisationId) => ({ organisationId, id: 999_999 }) },
  'openData.state': { who: everybody, input: nothing },
  'openData.setOpen': { who: coordinator, input: () => ({ open: true, reason: 'essai' }) },
  'publications.list': { who: signedIn, input: nothing },
  'publications.read': { who: signedIn, input: () => ({ number: 1 }) },
  'publications.wholeReadings': { who: coordinator, input: nothing },
  'publications.giveWholeReading': {
    who: coordinator,
    input: () => ({ userId: 'unknown', engagement: 'essai', fromDate: '2025-01-01', toDate: '2099-01-01' }),
  },
  'publications.endWholeReading': { who: coordinator, input: () => ({ id: 999_999 }) },
  'publishing.preview': { who: coordinator, input: () => ({}) },
  'publishing.publish': {
    who: coordinator,
    input: () => ({ through: '2025-09', seen: 'essai', note: null, withdraws: null }),
  },
  'status.read': { who: coordinator, input: nothing },
  'status.backUp': { who: coordinator, input: nothing },
  'overview.forYear': { who: signedIn, input: () => ({ year: 2025 }) },
  'indicators.byCode': { who: signedIn, input: () => ({ code: 'IND-23', year: 2025 }) },
  'indicators.why': { who: signedIn, input: () => ({ code: 'IND-23', year: 2025 }) },
  'indicators.breakdown': { who: signedIn, input: () => ({ code: 'IND-23', year: 2025 }) },
  'indicators.thread': { who: signedIn, input: () => ({ code: 'IND-23' }) },
  'indicators.say': { who: signedIn, input: () => ({ code: 'NONE', year: 2025, text: 'essai' }) },
  'indicators.annotate': { who: coordinator, input: () => ({ code: 'NONE', month: '2025-03', text: 'essai' }) },
  'indicators.typeYearTotal': {
    who: coordinator,
    input: () => ({ code: 'NONE', year: 2025, value: 1, method: 'essai' }),
  },
  'indicators.validateYearTotal': {
    who: coordinator,
    input: () => ({ code: 'NONE', year: 2025, id: 999_999 }),
  },
  'indicators.removeNote': { who: coordinator, input: () => ({ id: 999_999, reason: 'essai' }) },
  'housing.captured': { who: signedIn, input: () => ({ year: 2024 }) },
  'housing.atlas': { who: signedIn, input: nothing },
  'housing.actionLogement': { who: signedIn, input: nothing },
  'finance.year': { who: 'CR', input: () => ({ year: 2023 }) },
  'finance.own': { who: own, input: (organisationId) => ({ organisationId, year: 2023 }) },
  'finance.possiblePartners': { who: coordinator, input: nothing },
  'finance.saveLine': { who: coordinator, input: () => moneyLine },
  'finance.removeLine': { who: coordinator, input: () => removal },
  'finance.savePartner': { who: coordinator, input: () => ({ ...partner, organisationId: 999_999 }) },
  'finance.removePartner': { who: coordinator, input: () => removal },
  'finance.savePayment': {
    who: coordinator,
    input: () => ({ id: 999_999, version: 1, year: 2023, amountCents: 100, paidOn: '2023-11-20', reference: 'essai' }),
  },
  'finance.removePayment': { who: coordinator, input: () => removal },
  'finance.saveNotice': { who: coordinator, input: () => notice },
  'finance.close': { who: coordinator, input: () => ({ year: 2099 }) },
  'finance.reopen': { who: coordinator, input: () => ({ year: 2098, reason: 'essai' }) },
  'financeImport.preview': { who: coordinator, input: () => ({ sheets: [] }) },
  'financeImport.commit': { who: coordinator, input: () => ({ sheets: [], seal: '0'.repeat(64) }) },
  'evictions.funnel': { who: signedIn, input: () => ({ year: 2024 }) },
  'catalogue.read': { who: signedIn, input: nothing },
  'catalogue.settings': { who: signedIn, input: nothing },
  'catalogue.changeSetting': {
    who: coordinator,
    input: () => ({ name: 'pace.onPace', value: 0.95, reason: 'essai' }),
  },
  'catalogue.exportFile': { who: signedIn, input: nothing },
  'conventionActs.history': { who: signedIn, input: nothing },
  'conventionActs.asOf': { who: signedIn, input: () => ({ date: '2025-07-01' }) },
  'conventionActs.exportWorkbook': { who: signedIn, input: nothing },
  'conventionActs.preview': { who: coordinator, input: () => ({ edit: anEdit, signed: false }) },
  'conventionActs.sign': { who: coordinator, input: () => ({ edit: anEdit, signature: aSignature, print: '' }) },
  'conventionActs.previewImport': { who: coordinator, input: () => ({ file: aCatalogue, signed: false }) },
  'conventionActs.importFile': {
    who: coordinator,
    input: () => ({ file: aCatalogue, signature: aSignature, print: '' }),
  },
  'catalogue.previewAmendment': { who: coordinator, input: () => ({ code: 'NONE', year: 2025, value: 1 }) },
  'catalogue.amendAmount': {
    who: coordinator,
    input: () => ({
      ...{ convention: 'NONE', field: 'grant', year: 2025, cents: 1 },
      ...{ act: 'avenant', actDate: '2025-01-01', reason: 'essai' },
    }),
  },
  'catalogue.renewConvention': {
    who: coordinator,
    input: () => ({ convention: 'NONE', name: 'essai', startYear: 2090, endYear: 2091, reason: 'essai' }),
  },
  'catalogue.confirmLines': {
    who: coordinator,
    input: () => ({ convention: 'NONE', keys: ['X'], act: 'avenant', actDate: '2025-01-01', reason: 'essai' }),
  },
  'catalogue.definitions': { who: signedIn, input: nothing },
  'catalogue.define': {
    who: coordinator,
    input: () => ({ code: 'NONE', definition: 'essai', formula: 'essai', validFrom: '2025-01', reason: 'essai' }),
  },
  'catalogue.timeRuleEffect': { who: coordinator, input: () => ({ code: 'NONE', timeRule: 'flow' }) },
  'catalogue.changeTimeRule': { who: coordinator, input: () => ({ code: 'NONE', timeRule: 'flow', reason: 'essai' }) },
  'catalogue.targets': { who: signedIn, input: () => ({ code: 'IND-23' }) },
  'catalogue.targetsInForce': { who: signedIn, input: nothing },
  'agreements.read': { who: signedIn, input: nothing },
  'agreements.preview': {
    who: coordinator,
    input: () => ({ organisation: 'NONE', indicator: 'NONE', fromMonth: '2025-01', register: null }),
  },
  'agreements.change': {
    who: coordinator,
    input: () => ({
      ...{ organisation: 'NONE', indicator: 'NONE', fromMonth: '2025-01', register: null, reason: 'essai' },
    }),
  },
  'agreements.previewMonths': {
    who: coordinator,
    input: () => ({ organisation: 'NONE', of: { indicator: 'NONE' }, fromMonth: '2025-01', toMonth: null }),
  },
  'agreements.changeMonths': {
    who: coordinator,
    input: () => ({
      ...{ organisation: 'NONE', of: { indicator: 'NONE' }, fromMonth: '2025-01', toMonth: null, reason: 'essai' },
    }),
  },
  'agreements.twoSources': {
    who: own,
    input: (organisationId) => ({ organisationId, from: '2025-01', to: '2025-12' }),
  },
  'catalogue.amendTarget': {
    who: coordinator,
    input: () => ({ code: 'NONE', year: 2025, value: 1, act: 'avenant', actDate: '2025-01-01', reason: 'essai' }),
  },
  'monthlyEntry.myMonths': { who: own, input: (organisationId) => ({ organisationId }) },
  'monthlyEntry.grid': { who: own, input: (organisationId) => ({ organisationId, month }) },
  'monthlyEntry.saveCell': {
    who: own,
    input: (organisationId) => ({ ...cell(organisationId), revision: 0, state: 'value', value: 1 }),
  },
  'monthlyEntry.submit': { who: own, input: (organisationId) => ({ organisationId, month }) },
  'monthlyEntry.answer': { who: own, input: (organisationId) => ({ ...cell(organisationId), text: 'oui' }) },
  'workQueue.list': { who: coordinator, input: () => undefined },
  'collection.matrix': { who: coordinator, input: () => ({}) },
  'collection.cells': { who: coordinator, input: (organisationId) => ({ organisationId, month }) },
  'collection.toValidate': {
    who: coordinator,
    input: (organisationId) => ({ returns: [{ organisationId, month: '2031-01' }] }),
  },
  'collection.validate': {
    who: coordinator,
    input: (organisationId) => ({ returns: [{ organisationId, month: '2031-01', cells: [] }] }),
  },
  'collection.returnCell': {
    who: coordinator,
    input: (organisationId) => ({ ...cell(organisationId), question: 'Pourquoi ?' }),
  },
  'collection.remind': {
    who: coordinator,
    input: (organisationId) => ({ organisationIds: [organisationId], siteAddress: 'https://observatoire.example' }),
  },
  'collection.unlock': {
    who: coordinator,
    input: (organisationId) => ({ organisationId, month: '2031-01', reason: 'essai' }),
  },
  'mails.list': { who: coordinator, input: () => ({}) },
  'mails.read': { who: coordinator, input: () => ({ mailId: 999_999 }) },
  'mails.resend': { who: coordinator, input: () => ({ mailId: 999_999 }) },
  'absences.list': { who: own, input: (organisationId) => ({ organisationId }) },
  'absences.declare': {
    who: own,
    input: (organisationId) => ({
      organisationId,
      userId: 'unknown',
      fromDate: '2025-11-20',
      toDate: null,
      deputyId: null,
    }),
  },
  'absences.nameOwner': {
    who: own,
    input: (organisationId) => ({ organisationId, ownerId: 'unknown', deputyId: null }),
  },
  'absences.end': { who: own, input: (organisationId) => ({ organisationId, absenceId: 999_999 }) },
  'organisationShare.forYear': { who: own, input: (organisationId) => ({ organisationId, year: 2025 }) },
  'imports.help': { who: contributors, input: nothing },
  'imports.begin': { who: own, input: file },
  'imports.send': { who: own, input: (organisationId) => ({ ...ofImport(organisationId), rows: [] }) },
  'imports.tell': {
    who: own,
    input: (organisationId) => ({
      ...ofImport(organisationId),
      told: { skipped: [], unread: [], questions: [], period: null },
    }),
  },
  'imports.absent': { who: own, input: ofImport },
  'imports.decideAbsent': { who: own, input: (organisationId) => ({ ...ofImport(organisationId), choice: 'keep' }) },
  'imports.decidePeriod': {
    who: own,
    input: (organisationId) => ({ ...ofImport(organisationId), from: '2025-01', to: '2025-12' }),
  },
  'imports.preview': { who: own, input: ofImport },
  'imports.rows': { who: own, input: (organisationId) => ({ ...ofImport(organisationId), verdict: null, after: 0 }) },
  'imports.decide': {
    who: own,
    input: (organisationId) => ({ ...ofImport(organisationId), positions: [], take: true }),
  },
  'imports.progress': { who: own, input: ofImport },
  'imports.cancel': { who: own, input: ofImport },
  'imports.commit': { who: own, input: ofImport },
  'homelessness.assessment': { who: contributors, input: nothing },
  'homelessness.linking': { who: signedIn, input: nothing },
  'homelessness.recordAssessment': {
    who: coordinator,
    input: () => ({ date: '2025-11-01', reference: 'AIPD 2025-3' }),
  },
  'homelessness.withdrawAssessment': { who: coordinator, input: () => ({ reason: 'essai' }) },
  'imports.undo': { who: own, input: (organisationId) => ({ ...ofImport(organisationId), reason: 'Mauvais fichier' }) },
  'imports.discard': { who: own, input: ofImport },
  'imports.list': { who: own, input: (organisationId) => ({ organisationId }) },
  'registers.rows': { who: own, input: (organisationId) => ({ ...register(organisationId), page: 0 }) },
  'registers.add': { who: own, input: (organisationId) => ({ ...register(organisationId), cells: {} }) },
  'registers.correct': {
    who: own,
    input: (organisationId) => ({ ...register(organisationId), ...aRow, cells: {} }),
  },
  'registers.remove': { who: own, input: (organisationId) => ({ ...register(organisationId), ...aRow }) },
  'imports.receipt': { who: own, input: ofImport },
  'homelessness.ledger': { who: signedIn, input: () => ({ unit: 'households', perimeter: 'insee' }) },
  'homelessness.paths': { who: signedIn, input: () => ({ unit: 'households', perimeter: 'insee' }) },
  'homelessness.needs': { who: signedIn, input: () => ({ unit: 'households', perimeter: 'insee' }) },
  'homelessness.reliability': { who: signedIn, input: () => ({ unit: 'households', perimeter: 'insee' }) },
  'homelessness.addCount': {
    who: coordinator,
    input: () => ({
      kind: 'night',
      date: '2025-01-23',
      perimeter: 'insee',
      unit: 'persons',
      count: 41,
      method: 'Nuit de la solidarité',
    }),
  },
  'homelessness.changeSettings': {
    who: coordinator,
    input: () => ({ inactivityDays: 90, reliabilityPercent: 15, reason: 'essai' }),
  },
  'reports.workspace': { who: coordinator, input: () => ({ year: 2024 }) },
  'reportTexts.tokenFigures': { who: coordinator, input: () => ({ year: 2024 }) },
  'reportTexts.text': { who: coordinator, input: () => ({ year: 2024, place: 'global' }) },
  'reportTexts.saveText': {
    who: coordinator,
    input: () => ({ year: 2024, place: 'action:NONE', text: { blocks: [] }, base: 0 }),
  },
  'reportTexts.markReady': {
    who: coordinator,
    input: () => ({ year: 2024, place: 'action:NONE', ready: true, base: 0 }),
  },
  'reportTexts.textHistory': { who: coordinator, input: () => ({ year: 2024, place: 'global' }) },
  'reportTexts.textVersion': { who: coordinator, input: () => ({ id: 999_999 }) },
  'reportTexts.restoreVersion': { who: coordinator, input: () => ({ id: 999_999, base: 0 }) },
  'reportTexts.judge': {
    who: coordinator,
    input: () => ({ year: 2024, actionKey: 'NONE', judgement: null, reason: '', base: 0 }),
  },
  'reportTexts.comment': { who: coordinator, input: () => ({ year: 2024, place: 'action:NONE', text: 'essai' }) },
  'reportTexts.settleComment': { who: coordinator, input: () => ({ id: 999_999, resolved: true }) },
  'reportTexts.national': { who: coordinator, input: () => ({ year: 2024 }) },
  'reportTexts.saveNational': { who: coordinator, input: () => ({ year: 2024, lines: [], base: 99 }) },
  'reportTexts.ownLines': { who: own, input: (organisationId) => ({ organisationId, year: 2024 }) },
  'reportTexts.answerLine': {
    who: own,
    input: (organisationId) => ({
      ...{ organisationId, year: 2024, actionKey: 'NONE' },
      ...{ difficulties: '', nextSteps: 'essai', base: 0 },
    }),
  },
  'reportTexts.changeStep': { who: coordinator, input: () => ({ year: 2024, step: 'council', ownerId: 'unknown' }) },
  'editions.forYear': { who: signedIn, input: () => ({ year: 2024 }) },
  'editions.revised': { who: signedIn, input: () => ({ code: 'IND-99', year: 2024 }) },
  'editions.verify': { who: 'CR', input: () => ({ id: 999_999 }) },
  'editions.open': { who: coordinator, input: () => ({ year: 2024, kind: 'addendum' }) },
  'editions.discard': { who: coordinator, input: () => ({ id: 999_999 }) },
  'editions.check': { who: coordinator, input: () => ({ id: 999_999 }) },
  'editions.freeze': { who: coordinator, input: () => ({ id: 999_999, accepted: [] }) },
  'editions.vote': { who: coordinator, input: () => ({ id: 999_999, deliberation: 'x', votedOn: '2025-01-01' }) },
  'editions.compare': { who: coordinator, input: () => ({ id: 999_999, against: null }) },
  'editions.sending': { who: coordinator, input: () => ({ id: 999_999 }) },
  'editions.send': {
    who: coordinator,
    input: () => ({
      id: 999_999,
      recipients: ['dihal'],
      formats: ['pdf'],
      subject: 'essai',
      message: 'essai',
      already: 0,
    }),
  },
  'reports.readiness': { who: signedIn, input: () => ({ year: 2024 }) },
  'dataProtection.record': { who: signedIn, input: nothing },
  'dataProtection.ages': { who: coordinator, input: nothing },
  'dataProtection.purge': { who: coordinator, input: () => ({ reason: 'essai' }) },
  'dataProtection.findPerson': { who: coordinator, input: aPerson },
  'dataProtection.exportPerson': { who: coordinator, input: (id) => ({ ...aPerson(id), format: 'json' }) },
  'dataProtection.erasePerson': {
    who: coordinator,
    input: (id) => ({ ...aPerson(id), linked: false, reason: 'essai' }),
  },
  'audit.choices': { who: coordinator, input: nothing },
  'audit.verify': { who: coordinator, input: nothing },
  'audit.journal': { who: coordinator, input: () => ({}) },
};

/** Figures asked of one organisation: its own see them, and the coordinator. The input names the organisation's code. */
export const ofOneOrganisation: Record<string, (organisation: string) => unknown> = {
  'overview.forYear': (organisation) => ({ year: 2024, organisation }),
  'indicators.byCode': (organisation) => ({ code: 'IND-23', year: 2024, organisation }),
  'indicators.why': (organisation) => ({ code: 'IND-23', year: 2024, organisation }),
};

/** What is shown to everybody with something hidden, and the sign of it: the coordinator sees what is behind, a reader never. */
export const veiled: Record<string, { input: unknown; sign: RegExp }> = {
  'overview.forYear': { input: { year: 2024 }, sign: /"hidden":true/ },
  'indicators.byCode': { input: { code: 'IND-23', year: 2024 }, sign: /"hidden":true/ },
  'indicators.why': { input: { code: 'IND-23', year: 2024 }, sign: /"cells":null/ },
  'indicators.breakdown': { input: { code: 'DIR-01', year: 2024 }, sign: /"hidden":true/ },
  'housing.captured': { input: { year: 2024 }, sign: /[[,:]"hidden"(?!:)/ },
  'evictions.funnel': { input: { year: 2024 }, sign: /[[,:]"hidden"(?!:)/ },
};

/** Acts that ask again who is there when the proof is older than ten minutes. */
export const sensitive = [
  'accounts.addMembership',
  'accounts.changeRole',
  'accounts.disable',
  'accounts.endMembership',
  'accounts.enable',
  'accounts.invite',
  'accounts.removeCodes',
  'accounts.removePasskey',
  'accounts.removeProofs',
  'accounts.renewRecoveryCodes',
  'accounts.sendPasswordLink',
  'apiTokens.create',
  'collection.unlock',
  'dataProtection.erasePerson',
  'dataProtection.exportPerson',
  'dataProtection.findPerson',
  'dataProtection.purge',
  'editions.freeze',
  'editions.send',
  'finance.reopen',
  'firstSteps.clearDemonstration',
  'firstSteps.leaveTerritory',
  'homelessness.recordAssessment',
  'imports.undo',
  'homelessness.withdrawAssessment',
  'publications.giveWholeReading',
  'publishing.publish',
];
