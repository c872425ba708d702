import { editionWords } from '../../shared/domain/report/edition.ts';
import { canonicalJson } from '../../shared/domain/report/edition-sealing.ts';
import type { ReportDocument } from '../../shared/domain/report/report-document.ts';
import { capitalised, frenchDate } from '../../shared/domain/words/french-format.ts';
import { renderInProcess } from '../documents/render-process.ts';
import { parisDate } from '../platform/clock.ts';
import { column, heading, para, table } from '../reports/report-blocks.ts';
import { sha256 } from './freezing.ts';
import type { EditionRow } from './repository.ts';

/** The certificate of a vote: a page beside the frozen edition, whose bytes do not move, that says which bytes were voted. */

interface Voted extends Pick<EditionRow, 'kind' | 'year' | 'number' | 'sha256' | 'frozenAt' | 'fictitious'> {
  deliberation: string;
  votedOn: string;
}

interface KeptFile {
  name: string;
  sha256: string;
}

function certificateDocument(
  edition: Voted,
  files: readonly KeptFile[],
  { subject, author, today }: { subject: string; author: string; today: string },
): ReportDocument {
  const frozen = edition.frozenAt ? frenchDate(parisDate(edition.frozenAt)) : '';
  return {
    meta: {
      ...{ subject, author, date: today, lang: 'fr', cover: 'band', fictitious: edition.fictitious },
      title: `Certificat de vote du rapport d’exécution ${edition.year}`,
      version: `Délibération ${edition.deliberation} du ${frenchDate(edition.votedOn)}`,
    },
    body: [
      heading(1, 'vote', 'Ce qui a été voté'),
      ...table(
        'Le vote et l’édition sur laquelle il porte',
        [column('Rubrique', 32), column('Contenu', 68)],
        [
          ['Délibération', `n°\u00a0${edition.deliberation}`],
          ['Date du vote', frenchDate(edition.votedOn)],
          ['Document voté', capitalised(editionWords(edition))],
          ['Date de l’édition', frozen],
          ['Empreinte SHA-256 de son contenu', edition.sha256 ?? ''],
        ],
      ),
      ...table(
        'Les fichiers de l’édition et leur empreinte',
        [column('Fichier', 36), column('Empreinte SHA-256', 64)],
        files.map((file) => [file.name, file.sha256]),
        { compact: true },
      ),
      para(
        'Cette page accompagne l’édition sans la modifier\u00a0: les fichiers votés sont, octet pour octet, ceux dont l’empreinte est donnée ici. Recalculer l’empreinte d’un fichier (SHA-256) suffit à vérifier que c’est bien lui qui a été voté.',
      ),
    ],
  };
}

/** The certificate made once, with its own fingerprint. */
export async function madeCertificate(
  edition: Voted,
  files: readonly KeptFile[],
  of: { subject: string; author: string; today: string },
) {
  const document = certificateDocument(edition, files, of);
  const sealed = canonicalJson(document);
  const bytes = new Uint8Array(await renderInProcess({ format: 'pdf', document }));
  const mark = edition.fictitious ? '-fictif' : '';
  const name = `certificat-de-vote-${edition.year}-edition-${edition.number}${mark}.pdf`;
  return { name, sealed, sha256: sha256(bytes), bytes };
}
