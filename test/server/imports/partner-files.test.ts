import { partnerFiles } from '../../fixtures/partner-files.ts';
import { partnerFilesGoIn } from './partner-files-suite.ts';

partnerFilesGoIn('a whole file of each partner', partnerFiles);
