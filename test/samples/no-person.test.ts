import { nobodyIsKept } from '../server/imports/no-person-suite.ts';
import { samples } from './sample-files.ts';

nobodyIsKept('the people of the samples', samples, { birthDates: 500, letters: 500_000 });
