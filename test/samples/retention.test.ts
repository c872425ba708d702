import { figuresOutliveTheirRows } from '../server/operations/retention-suite.ts';
import { samples } from './sample-files.ts';

figuresOutliveTheirRows('the figures of every year, with the samples', samples, 1500);
