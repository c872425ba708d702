import {
  cheapRent,
  isWithinReach,
  type Residence,
  SMALLEST_RESIDENCE,
  shareToPublish,
  together,
} from '../../shared/domain/ledger/residence-atlas.ts';
import type { RowVisibility, Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { findResidences, findTerritory, type ResidenceRow } from './repository.ts';

/** One line of the atlas: a residence, or the small ones together. */
export interface AtlasLine extends Residence {
  key: string;
  /** How many residences the line is about. */
  residences: number;
  withinReach: boolean;
  /** True when a share is known and says too much of few households. */
  hidden: boolean;
}

interface Place {
  name: string;
  groupCode: string;
}

function residenceOf(row: ResidenceRow, place: Place | undefined, visibility: RowVisibility): Residence {
  const { key: _key, organisationId: _owner, commune: _commune, priorityDistrict, ...rest } = row;
  return {
    ...rest,
    place: visibility === 'validated' ? (place?.groupCode ?? '') : (place?.name ?? ''),
    group: place?.groupCode ?? '',
    priorityDistrict: priorityDistrict === null ? null : priorityDistrict === 'oui',
  };
}

/** The same line without the shares that would tell of fewer than eleven households. */
function protectedLine(line: AtlasLine, masked: boolean): AtlasLine {
  if (!masked) return line;
  const poorShare = shareToPublish(line.poorShare, line);
  const loneParentShare = shareToPublish(line.loneParentShare, line);
  const hidden =
    (line.poorShare !== null && poorShare === null) || (line.loneParentShare !== null && loneParentShare === null);
  return { ...line, poorShare, loneParentShare, hidden };
}

/** Residences under eleven dwellings together, for everyone: one line, wherever they are. A lone one says its dwellings only. */
function smallOnes(small: readonly Residence[]): AtlasLine[] {
  if (small.length === 0) return [];
  const all = together(small);
  const bare = { rentCentsPerSquareMetre: null, poorShare: null, loneParentShare: null, turnover: null, vacant: null };
  return [
    {
      ...all,
      ...(small.length === 1 && bare),
      key: 'small',
      landlord: null,
      place: '',
      group: '',
      residences: small.length,
      withinReach: false,
      hidden: false,
    },
  ];
}

/** Dwellings by place, and those of the residences within reach among them. */
function places(lines: readonly AtlasLine[]) {
  return [...new Set(lines.filter(({ place }) => place !== '').map(({ place }) => place))].map((place) => {
    const own = lines.filter((line) => line.place === place);
    const dwellings = (some: readonly AtlasLine[]) => some.reduce((sum, line) => sum + line.dwellings, 0);
    return {
      place,
      group: own[0]?.group ?? '',
      residences: own.length,
      dwellings: dwellings(own),
      withinReach: dwellings(own.filter((line) => line.withinReach)),
    };
  });
}

const totalsOf = (rows: readonly ResidenceRow[]) => ({
  residences: rows.length,
  dwellings: rows.reduce((sum, { dwellings }) => sum + dwellings, 0),
});

/** What was validated of a survey that says something else since; null: nothing waits. */
function waitingOf(rows: readonly ResidenceRow[], validated: readonly ResidenceRow[]) {
  const isSame = JSON.stringify(rows) === JSON.stringify(validated);
  return isSame || validated.length === 0 ? null : { before: totalsOf(validated), now: totalsOf(rows) };
}

/** True of somebody whose organisation sends residences: it reads its own. */
export const hasOwnResidences = async ({ db }: Pick<Platform, 'db'>, viewer: Viewer) =>
  rowVisibilityOf(viewer, await findResidences(db, 'working')) === 'own';

function rowVisibilityOf(viewer: Viewer, rows: readonly ResidenceRow[]): RowVisibility {
  if (viewer.role === 'coordinator') return 'working';
  const isOwner = viewer.role === 'contributor' && rows.some((row) => row.organisationId === viewer.organisationId);
  return isOwner ? 'own' : 'validated';
}

/** The social-housing residences of the survey, as this person may see them. */
export async function atlasFor({ db }: Pick<Platform, 'db'>, viewer: Viewer) {
  const [found, territory] = await Promise.all([findResidences(db, 'working'), findTerritory(db)]);
  const visibility = rowVisibilityOf(viewer, found);
  const own = () => found.filter((row) => row.organisationId === viewer.organisationId);
  const published = () => (viewer.draft ? found : findResidences(db, 'validated'));
  const shown = { working: () => found, own, validated: published };
  const rows = await shown[visibility]();
  const placeOf = new Map(territory.map((one) => [one.inseeCode, one]));
  const residences = rows.map((row) => ({
    key: row.key,
    residence: residenceOf(row, placeOf.get(row.commune ?? ''), visibility),
  }));
  const limit = cheapRent(residences.map(({ residence }) => residence));
  const isSmall = ({ dwellings }: Residence) => dwellings < SMALLEST_RESIDENCE;
  const alone = residences
    .filter(({ residence }) => !isSmall(residence))
    .map(({ key, residence }): AtlasLine => {
      return { ...residence, key, residences: 1, withinReach: isWithinReach(residence, limit), hidden: false };
    });
  const small = residences.map(({ residence }) => residence).filter(isSmall);
  return {
    visibility,
    limit,
    waiting: visibility === 'working' ? waitingOf(rows, await findResidences(db, 'validated')) : null,
    totals: totalsOf(rows),
    vacant: together(residences.map((one) => one.residence)).vacant,
    lines: [...alone, ...smallOnes(small)].map((line) =>
      protectedLine(line, visibility === 'validated' && !viewer.whole),
    ),
    places: places(alone),
    territory: territory.map(({ inseeCode, ...one }) => ({ code: inseeCode, ...one })),
  };
}
