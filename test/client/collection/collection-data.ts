import type { Outputs } from '../harness/answering-server.ts';

type Matrix = Outputs['collection']['matrix'];
type MatrixRow = Matrix['organisations'][number];
type MatrixCell = MatrixRow['cells'][number];
export type Review = Outputs['collection']['cells'];
type ReviewCell = Review['cells'][number];

export const months = ['2025-09', '2025-10', '2025-11'];

export const matrixCell = (month: string, more: Partial<MatrixCell> = {}): MatrixCell => ({
  month,
  status: 'validated',
  answered: 4,
  expected: 4,
  returned: 0,
  ready: 0,
  onTime: true,
  ...more,
});

export const matrixRow = (id: number, name: string, cells: MatrixCell[], more: Partial<MatrixRow> = {}): MatrixRow => ({
  id,
  code: name.toUpperCase(),
  name,
  ownerId: null,
  deputyId: null,
  phone: null,
  cells,
  completeness: 0.9,
  returns: { sent: 10, expected: 11 },
  people: [],
  lastSent: null,
  ...more,
});

export const matrixOf = (organisations: MatrixRow[], more: Partial<Matrix> = {}): Matrix => ({
  months,
  lastMonth: '2025-11',
  years: [2025, 2024],
  today: '2025-11-12',
  organisations,
  registers: [],
  counters: {
    onTime: 67,
    sentLate: 16,
    missing: 5,
    toValidate: 9,
    completeness: 0.96,
    returns: { sent: 80, expected: 88 },
  },
  ...more,
});

const OCTOBER = '2025-10';

export const reviewCell = (indicatorId: number, value: number | null, more: Partial<ReviewCell> = {}): ReviewCell => ({
  indicatorId,
  month: OCTOBER,
  state: value === null ? 'unavailable' : 'value',
  value,
  numerator: null,
  denominator: null,
  reason: null,
  comment: null,
  origin: 'entry',
  stage: 'submitted',
  review: 'none',
  revision: 1,
  updatedBy: 'Karim Haddad',
  updatedAt: '2025-11-07T09:30:00.000Z',
  ...more,
});

export const reviewRow = (id: number, label: string): Review['rows'][number] => ({
  id,
  code: `T-${id}`,
  label,
  unit: 'persons',
  timeRule: 'flow',
  direction: 'increase',
  frequency: 'monthly',
  definition: null,
  hint: '',
  compositions: [],
  register: null,
  counted: [],
  assigned: [OCTOBER],
  expected: [OCTOBER],
  target: null,
  comparison: null,
});

export const reviewOf = (rows: Review['rows'], cells: ReviewCell[], more: Partial<Review> = {}): Review => ({
  organisation: { id: 7, code: 'ADEFO', name: 'ADEFO' },
  month: OCTOBER,
  months: [OCTOBER],
  current: false,
  status: 'submitted',
  submittedAt: '2025-11-07T09:30:00.000Z',
  publishedIn: null,
  submittedBy: 'Karim Haddad',
  rows,
  cells,
  next: null,
  registers: [],
  flags: [],
  messages: [],
  firstSubmittedAt: '2025-11-07T09:30:00.000Z',
  isResubmission: false,
  reason: null,
  published: null,
  revised: [],
  changes: [],
  seen: [],
  ...more,
});

export const nobodyNamed: Outputs['absences']['list'] = {
  organisationId: 7,
  today: '2025-11-12',
  people: [],
  ownerId: null,
  deputyId: null,
  phone: null,
  absences: [],
};
