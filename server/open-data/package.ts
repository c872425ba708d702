import type { StandingPublication } from '../publications/service.ts';
import { keywords, licence, publicationWords } from './about.ts';
import { digest, jsonFile, type OpenFile, type TableFiles } from './files.ts';
import type { KeptFiles } from './kept.ts';

function resourceOf({ table: { name, title, description, schema }, standard: { path, file } }: TableFiles) {
  return {
    ...{ name, title, description, path, profile: 'tabular-data-resource', format: 'csv', mediatype: 'text/csv' },
    ...{ encoding: 'utf-8', bytes: file.bytes.length, hash: `sha256:${digest(file.bytes)}` },
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    schema,
  };
}

/** The Data Package (Frictionless, 1.0) of a publication: it says which, and whether it has been withdrawn since. */
export function dataPackage({ territory, tables }: KeptFiles, publication: StandingPublication): OpenFile {
  const { number, through, madeAt, fictitious, note, fingerprint, withdrawnBy } = publication;
  return jsonFile({
    ...{ name: 'observatoire-logement-d-abord', profile: 'tabular-data-package' },
    ...publicationWords(territory, publication),
    ...{ version: String(number), created: madeAt.toISOString() },
    licenses: [licence],
    contributors: [{ title: territory, role: 'publisher' }],
    keywords,
    fictif: fictitious,
    publication: {
      ...{ numero: number, date: madeAt.toISOString(), jusqu_a: through, note, empreinte: fingerprint },
      retiree: withdrawnBy && {
        ...{ par: withdrawnBy.number, date: withdrawnBy.madeAt.toISOString(), motif: withdrawnBy.why },
      },
    },
    resources: tables.map(resourceOf),
  });
}
