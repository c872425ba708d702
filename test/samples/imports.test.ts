import { partnerFilesGoIn } from '../server/imports/partner-files-suite.ts';
import { samples } from './sample-files.ts';

partnerFilesGoIn('the sample files of the partners', samples);
