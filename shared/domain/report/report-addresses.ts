/** Where the files of a year's report are: the server answers these addresses, the pages link to them. */

export type DocumentFormat = 'pdf' | 'docx';

/** The report and its data. Example: `reportAddress(2023, 'pdf')` is `/documents/rapport/2023.pdf`. */
export const reportAddress = (year: number, format: DocumentFormat | 'xlsx' | 'csv') =>
  `/documents/rapport/${year}.${format}`;

/** The pages that answer, for the steering committee. Example: `/documents/synthese/2023.pdf`. */
export const synthesisAddress = (year: number, format: DocumentFormat) => `/documents/synthese/${year}.${format}`;

/** The deck of the steering committee. Example: `/documents/diaporama/2023.pptx`. */
export const deckAddress = (year: number) => `/documents/diaporama/${year}.pptx`;

/** The fiche of a partner, by the code of its organisation. Example: `/documents/fiche-partenaire/2023/ABC.pdf`. */
export const partnerFicheAddress = (year: number, code: string, format: DocumentFormat) =>
  `/documents/fiche-partenaire/${year}/${encodeURIComponent(code)}.${format}`;

/** The fiche of a line of the annex, by its key. Example: `/documents/fiche-action/2023/A02.pdf`. */
export const actionFicheAddress = (year: number, key: string, format: DocumentFormat) =>
  `/documents/fiche-action/${year}/${encodeURIComponent(key)}.${format}`;

/** The fiche of an indicator, by its code. Example: `/documents/fiche-indicateur/2023/IND-02.pdf`. */
export const indicatorFicheAddress = (year: number, code: string, format: DocumentFormat) =>
  `/documents/fiche-indicateur/${year}/${encodeURIComponent(code)}.${format}`;
