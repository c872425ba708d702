import { lastDayOf } from '../../shared/domain/month.ts';
import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import type { StandingPublication } from '../publications/service.ts';
import { dataWords, keywords, licence, publicationTitle, publicationWords, withdrawalWords } from './about.ts';
import { digest, jsonFile, type OpenFile, type TableFiles } from './files.ts';
import type { KeptFiles } from './kept.ts';

/**
 * The description that portals harvest: DCAT-AP 3 in JSON-LD, with the words of DCAT-AP 2 where they are the same. A portal
 * makes one of its pages of every node that is typed as a dataset: the catalogue has one, which stays, and each publication
 * is described as a version of it at an address of its own.
 */

const context = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const AUTHORITY = 'http://publications.europa.eu/resource/authority';
const french = { '@id': `${AUTHORITY}/language/FRA` };
const inFrench = (value: string) => ({ '@value': value, '@language': 'fr' });
const instant = (at: Date) => ({ '@value': at.toISOString(), '@type': 'xsd:dateTime' });
const day = (value: string) => ({ '@value': value, '@type': 'xsd:date' });
const node = (id: string) => ({ '@id': id });

const FOLDER = '/donnees-ouvertes';
type AddressOf = (path: string) => string;

/** Where a publication's files are; null: those of the latest, at the addresses that stay. */
export const folderOf = (number: number | null): string =>
  number === null ? FOLDER : `${FOLDER}/publications/${number}`;

const datasetId = (addressOf: AddressOf, number: number | null) =>
  addressOf(`${folderOf(number)}/catalogue.jsonld#jeu-de-donnees`);

interface Served {
  title: string;
  description: string;
  address: string;
  file: OpenFile;
  format: 'CSV' | 'JSON';
  mediaType: string;
}

function distribution({ title, description, address, file, format, mediaType }: Served, landing: string, issued: Date) {
  return {
    '@id': `${address}#distribution`,
    '@type': 'dcat:Distribution',
    'dct:title': inFrench(title),
    'dct:description': inFrench(description),
    'dcat:accessURL': node(landing),
    'dcat:downloadURL': node(address),
    'dcat:mediaType': node(`https://www.iana.org/assignments/media-types/${mediaType}`),
    'dct:format': node(`${AUTHORITY}/file-type/${format}`),
    'dcat:byteSize': { '@value': String(file.bytes.length), '@type': 'xsd:nonNegativeInteger' },
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': node('http://spdx.org/rdf/terms#checksumAlgorithm_sha256'),
      'spdx:checksumValue': { '@value': digest(file.bytes), '@type': 'xsd:hexBinary' },
    },
    'dct:license': node(licence.path),
    'dct:language': french,
    'dct:issued': instant(issued),
    'dct:modified': instant(issued),
  };
}

function served({ table, standard, excel }: TableFiles, address: (path: string) => string): Served[] {
  const of = { description: table.description, format: 'CSV', mediaType: 'text/csv' } as const;
  return [
    { ...of, title: table.title, address: address(standard.path), file: standard.file },
    {
      ...of,
      title: frenchSpacing(`${table.title} (pour Excel en français)`),
      description: frenchSpacing(
        `${table.description} Le même tableau, séparé par des points-virgules, avec des virgules décimales.`,
      ),
      address: address(excel.path),
      file: excel.file,
    },
  ];
}

/** What is told of a dataset, whichever its publication. */
function dataset(
  { territory, years, tables }: KeptFiles,
  publication: StandingPublication,
  { id, folder, dataPackage, addressOf }: { id: string; folder: string; dataPackage: OpenFile; addressOf: AddressOf },
) {
  const address = (path: string) => addressOf(`${folder}/${path}`);
  const landing = addressOf(folder === FOLDER ? FOLDER : `${FOLDER}?publication=${publication.number}`);
  const described: Served = {
    title: 'Description des fichiers (datapackage.json)',
    description: frenchSpacing('Les colonnes, leur type et leur sens, selon les règles Frictionless.'),
    address: address('datapackage.json'),
    file: dataPackage,
    ...{ format: 'JSON', mediaType: 'application/json' },
  };
  const files = [...tables.flatMap((table) => served(table, address)), described];
  return {
    '@id': id,
    '@type': 'dcat:Dataset',
    'dct:identifier': id,
    'dcat:keyword': keywords.map(inFrench),
    'dcat:theme': [node(`${AUTHORITY}/data-theme/SOCI`)],
    'dct:publisher': publisherOf(territory),
    'dct:creator': publisherOf(territory),
    'dct:spatial': { '@type': 'dct:Location', 'skos:prefLabel': inFrench(territory) },
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': day(`${Math.min(...years)}-01-01`),
      'dcat:endDate': day(lastDayOf(publication.through)),
    },
    'dct:language': french,
    'dct:license': node(licence.path),
    'dct:accessRights': node(`${AUTHORITY}/access-right/PUBLIC`),
    'dcat:landingPage': node(landing),
    'dcat:version': String(publication.number),
    'dcat:distribution': files.map((one) => distribution(one, landing, publication.madeAt)),
  };
}

const publisherOf = (territory: string) => ({ '@type': 'foaf:Organization', 'foaf:name': inFrench(territory) });

/** Whether a publication stands, why it was withdrawn, and what it changed. */
function standing(publication: StandingPublication) {
  const notes = [withdrawalWords(publication), publication.note].filter((one) => one !== null);
  return {
    'adms:status': node(`${AUTHORITY}/dataset-status/${publication.withdrawnBy ? 'WITHDRAWN' : 'COMPLETED'}`),
    ...(notes.length > 0 && { 'adms:versionNotes': inFrench(notes.join(' ')) }),
  };
}

/** What the catalogue says of a version, which is described at its own address. */
const versionIn = (publication: StandingPublication, addressOf: AddressOf) => ({
  '@id': datasetId(addressOf, publication.number),
  'dct:title': inFrench(publicationTitle(publication)),
  'dcat:version': String(publication.number),
  'dct:issued': instant(publication.madeAt),
  'dcat:landingPage': node(addressOf(`${FOLDER}?publication=${publication.number}`)),
  ...standing(publication),
});

/** The catalogue, its one dataset (the latest publication) and its versions. `publications`: the latest first. */
export function catalogueDescription(
  files: KeptFiles,
  publications: readonly [StandingPublication, ...StandingPublication[]],
  { dataPackage, addressOf }: { dataPackage: OpenFile; addressOf: AddressOf },
): OpenFile {
  const [latest] = publications;
  const first = publications.at(-1) ?? latest;
  const { title, description } = dataWords({ ...files, fictitious: latest.fictitious });
  const id = datasetId(addressOf, null);
  const said = { 'dct:title': inFrench(title), 'dct:description': inFrench(description) };
  const dates = { 'dct:issued': instant(first.madeAt), 'dct:modified': instant(latest.madeAt) };
  return jsonFile(
    {
      '@context': context,
      '@id': addressOf(`${FOLDER}/catalogue.jsonld`),
      '@type': 'dcat:Catalog',
      ...said,
      ...dates,
      'dct:publisher': publisherOf(files.territory),
      'dct:license': node(licence.path),
      'dct:language': french,
      'foaf:homepage': node(addressOf(FOLDER)),
      'dcat:themeTaxonomy': node(`${AUTHORITY}/data-theme`),
      'dcat:dataset': [
        {
          ...dataset(files, latest, { id, folder: FOLDER, dataPackage, addressOf }),
          ...said,
          ...dates,
          // Published when the coordination decides it, not by the calendar.
          'dct:accrualPeriodicity': node(`${AUTHORITY}/frequency/IRREG`),
          ...standing(latest),
          'dcat:hasCurrentVersion': node(datasetId(addressOf, latest.number)),
          'dcat:hasVersion': publications.map((one) => versionIn(one, addressOf)),
        },
      ],
    },
    'application/ld+json',
  );
}

/** One publication as a version of the dataset. */
export function versionDescription(
  files: KeptFiles,
  publication: StandingPublication,
  { dataPackage, addressOf, previous }: { dataPackage: OpenFile; addressOf: AddressOf; previous: number | null },
): OpenFile {
  const { number, madeAt, withdrawnBy } = publication;
  const { title, description } = publicationWords(files.territory, publication);
  const id = datasetId(addressOf, number);
  return jsonFile(
    {
      '@context': context,
      ...dataset(files, publication, { id, folder: folderOf(number), dataPackage, addressOf }),
      'dct:title': inFrench(title),
      'dct:description': inFrench(description),
      'dct:issued': instant(madeAt),
      'dct:modified': instant(withdrawnBy?.madeAt ?? madeAt),
      ...standing(publication),
      'dcat:isVersionOf': node(datasetId(addressOf, null)),
      ...(previous !== null && { 'dcat:previousVersion': node(datasetId(addressOf, previous)) }),
    },
    'application/ld+json',
  );
}
