import { partnerFiles } from '../../fixtures/partner-files.ts';
import { figuresOutliveTheirRows } from './retention-suite.ts';

figuresOutliveTheirRows('the figures of every year', partnerFiles, 150);
