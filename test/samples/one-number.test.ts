import { oneNumber } from '../server/figures/one-number-suite.ts';
import { samples } from './sample-files.ts';

oneNumber('the samples', samples, { whole: true });
