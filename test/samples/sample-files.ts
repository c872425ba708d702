import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Measures, SourceName } from '../../shared/registers/register.ts';
import type { GivenFile } from '../fixtures/given-file.ts';
import { stated } from '../fixtures/partner-files.ts';

/** The partners' sample files, which are laid beside the project; the long tier leaves this folder out, and says so, where they are not. */
const SAMPLES = path.resolve(import.meta.dirname, '../../../shared/samples');
const read = (file: string): Buffer => readFileSync(path.join(SAMPLES, file));

/** What `expected.json` says of each file. */
export const expected = JSON.parse(read('expected.json').toString());

const sampleOf = (
  section: string,
  file: string,
  source: SourceName,
  accepted: number,
  indicators: Measures = expected[section].indicators,
): GivenFile => ({
  source,
  fileName: path.basename(file),
  bytes: () => read(file),
  rows: expected[section].rows_in_file ?? accepted,
  accepted,
  duplicates: expected[section].duplicates ?? 0,
  rejected: expected[section].rejected ?? 0,
  outOfTerritory: expected[section].out_of_territory ?? 0,
  indicators,
});

export const samples: readonly GivenFile[] = [
  sampleOf('siao', 'siao/demandes-insertion-2023.csv', 'siao-request', 1178),
  sampleOf('cca', 'cca/suivi-cca-2022-2023.xlsx', 'cca-request', 174),
  sampleOf('captation', 'captation/soliha-captation-2023.xlsx', 'captured-dwelling', 43),
  sampleOf('ateliers', 'ateliers/ateliers-2022.xlsx', 'workshop', 87),
  sampleOf('expulsions', 'expulsions/exploc-2023.csv', 'eviction-procedure', 1154),
  sampleOf('releves', 'releves/releve-mensuel-2023.xlsx', 'monthly-return', 80),
  sampleOf('ops', 'ops/ops-2022-residences.csv', 'residence', 300, {}),
  sampleOf('action_logement', 'action-logement/bilan-2017-2019.csv', 'action-logement-aid', 7, stated),
];
