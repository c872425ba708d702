/** How far a return of the demonstration has gone. `missing`: never opened. */
export type DemonstrationStatus = 'validated' | 'submitted' | 'draft' | 'missing';

/** Everything up to here is validated, but for the returns listed below. */
export const LAST_VALIDATED_MONTH = '2025-08';

/** Returns that are not where the calendar wants them, by organisation and month; every other recent one is submitted. */
export const exceptions: Record<string, Record<string, DemonstrationStatus>> = {
  DIJON: { '2022-02': 'missing' },
  SIAO: { '2025-09': 'validated' },
  SOLIHA: { '2024-07': 'missing', '2025-10': 'draft' },
  HH: { '2025-10': 'draft' },
  ADEFO: { '2025-08': 'submitted', '2025-10': 'missing' },
  CCAS: { '2025-05': 'missing', '2025-09': 'draft', '2025-10': 'missing' },
  DEPARTEMENT: { '2024-11': 'missing', '2025-09': 'missing', '2025-10': 'missing' },
};

/** How often a structure sends after the tenth. */
export const lateness: Record<string, number> = { HH: 0.3, ADEFO: 0.2, CCAS: 0.35, DEPARTEMENT: 0.25 };

export interface Accident {
  organisation: string;
  code: string;
  month: string;
  state: 'value' | 'estimated' | 'unavailable';
  value?: number;
  ratio?: [number, number];
  reason?: string;
  comment?: string;
  /** The coordinator sent the cell back with this question. */
  question?: string;
}

/** What really happens to figures: a source that is down, an estimate, a stock that does not follow from its flows, a slip. */
export const accidents: Accident[] = [
  {
    organisation: 'DDETS',
    code: 'IND-14',
    month: '2023-07',
    state: 'unavailable',
    reason: 'Le secrétariat de la CCAPEX était fermé\u00a0: les dossiers de juillet n’ont pas été dénombrés.',
  },
  {
    organisation: 'SIAO',
    code: 'SIAO-03',
    month: '2025-02',
    state: 'unavailable',
    reason: 'Le motif de clôture n’a pas été saisi pendant la migration du logiciel.',
  },
  {
    organisation: 'DIJON',
    code: 'IND-05',
    month: '2025-07',
    state: 'estimated',
    ratio: [6, 8],
    comment: 'Estimation à partir du planning\u00a0: le cahier de présence a été perdu.',
  },
  {
    organisation: 'SIAO',
    code: 'SIAO-01',
    month: '2024-11',
    state: 'value',
    value: 148,
    comment: 'Vérifié\u00a0: demandes déposées ensemble à l’ouverture du plan hivernal.',
  },
  {
    organisation: 'SOLIHA',
    code: 'IND-04',
    month: '2024-09',
    state: 'value',
    value: 4,
    comment: 'Vérifié\u00a0: quatre commissions en septembre, pour rattraper l’été.',
  },
  {
    organisation: 'HH',
    code: 'IND-17',
    month: '2025-09',
    state: 'value',
    value: 78,
    question:
      'Soixante-dix-huit participations en un mois, contre vingt-sept d’habitude\u00a0: est-ce le total depuis juillet\u202f?',
  },
];

/** A validated cell that was corrected afterwards: what it was, and why it changed. */
export const correction = {
  organisation: 'SOLIHA',
  code: 'IND-02',
  month: '2025-08',
  more: 1,
  why: 'Un bail compté deux fois\u00a0: signé le 29 août, enregistré aussi en septembre.',
  changedAt: '2025-11-06T14:20:00Z',
};
