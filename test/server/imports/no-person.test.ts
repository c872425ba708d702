import { partnerFiles } from '../../fixtures/partner-files.ts';
import { nobodyIsKept } from './no-person-suite.ts';

nobodyIsKept('the people of the partners’ files', partnerFiles, { birthDates: 100, letters: 60_000 });
