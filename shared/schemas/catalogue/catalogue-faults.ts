import { meets } from '../../domain/expectation.ts';
import { type CatalogueFile, catalogueShape } from './catalogue-file.ts';

interface Years {
  startYear: number;
  endYear: number;
}

/** True when two conventions have a year in common. Example: 2023-2025 and 2025-2027. */
export const sharesYears = (one: Years, other: Years): boolean =>
  one.startYear <= other.endYear && other.startYear <= one.endYear;

type Report = (path: (string | number)[], sentence: string) => void;

function reportDoubles(list: string, codes: string[], report: Report): void {
  const seen = new Set<string>();
  for (const [index, one] of codes.entries()) {
    if (seen.has(one)) report([list, index], `« ${one} » y est deux fois`);
    seen.add(one);
  }
}

function reportConventions(file: CatalogueFile, known: (code: string) => boolean, report: Report): void {
  const [objectives, axes] = [new Set(file.objectives.map((one) => one.code)), new Set(file.axes.map((a) => a.number))];
  for (const [i, one] of file.conventions.entries()) {
    const at = (...rest: (string | number)[]) => ['conventions', i, ...rest];
    if (one.endYear < one.startYear) report(at('endYear'), 'la convention finit avant de commencer');
    const before = file.conventions.slice(0, i).map((earlier) => earlier.code);
    const shared = file.conventions.slice(0, i).find((earlier) => sharesYears(earlier, one));
    if (shared)
      report(
        at('startYear'),
        `«\u00a0${one.name}\u00a0» (${one.startYear}-${one.endYear}) et «\u00a0${shared.name}\u00a0» (${shared.startYear}-${shared.endYear}) ont des années en commun\u00a0: deux conventions ne peuvent pas se chevaucher`,
      );
    if (one.predecessor !== null && !before.includes(one.predecessor))
      report(at('predecessor'), `la convention « ${one.predecessor} » doit être donnée avant celle-ci`);
    for (const [j, line] of one.actions.entries()) {
      if (line.objective !== null && !objectives.has(line.objective))
        report(at('actions', j, 'objective'), `l’objectif « ${line.objective} » n’est pas défini`);
      if (line.axis !== null && !axes.has(line.axis))
        report(at('actions', j, 'axis'), `l’axe ${line.axis} n’est pas défini`);
      for (const name of line.indicators.filter((name) => !known(name)))
        report(at('actions', j, 'indicators'), `l’indicateur « ${name} » n’est pas défini`);
    }
  }
}

function reportGroups({ groups, communes }: CatalogueFile, report: Report): void {
  const known = new Set(groups.map((one) => one.code));
  if (known.size === 0) return;
  for (const [i, one] of communes.entries())
    if (!known.has(one.group)) report(['communes', i, 'group'], `le groupe « ${one.group} » n’est pas défini`);
}

function reportSuccessions({ organisations }: CatalogueFile, report: Report): void {
  const known = new Set(organisations.map((one) => one.code));
  for (const [i, { code: own, takenOverBy }] of organisations.entries())
    for (const [j, { organisation: next }] of takenOverBy.entries())
      if (!known.has(next) || next === own)
        report(['organisations', i, 'takenOverBy', j], `la structure « ${next} » n’est pas définie ou est la même`);
}

function reportTargets(file: CatalogueFile, report: Report): void {
  for (const [i, { targets, versions }] of file.indicators.entries()) {
    const inForce = targets.filter((one) => one.supersededAt === null).map((one) => String(one.year));
    reportDoubles(`indicators ${i} targets`, inForce, (_, sentence) =>
      report(['indicators', i, 'targets'], `deux cibles en vigueur pour une même année\u00a0: ${sentence}`),
    );
    for (const [j, one] of targets.entries()) {
      if (one.endMonth < one.startMonth)
        report(['indicators', i, 'targets', j, 'endMonth'], 'le chemin finit avant de commencer');
      if (one.profile === 'seasonal' && one.weights.length !== 12)
        report(['indicators', i, 'targets', j, 'weights'], 'un profil saisonnier a douze poids, un par mois');
    }
    if (versions.some((one, index) => one.version !== index + 1))
      report(['indicators', i, 'versions'], 'les versions se suivent\u00a0: 1, 2, 3…');
  }
}

function reportCompositions(file: CatalogueFile, known: (code: string) => boolean, report: Report): void {
  for (const [i, { compositions }] of file.indicators.entries())
    for (const [j, { parts }] of compositions.entries())
      for (const part of parts.filter((one) => !known(one.code)))
        report(['indicators', i, 'compositions', j], `l’indicateur « ${part.code} » n’est pas défini`);
}

/** What the file says twice, or names without defining it. */
export const catalogueFile = catalogueShape.superRefine((file, context) => {
  const report: Report = (path, message) => context.addIssue({ code: 'custom', path, message });
  const indicators = new Set(file.indicators.map((one) => one.code));
  const named = {
    indicators: file.indicators.map((one) => one.code),
    organisations: file.organisations.map((one) => one.code),
    conventions: file.conventions.map((one) => one.code),
    communes: file.communes.map((one) => one.inseeCode),
    groups: file.groups.map((one) => one.code),
  };
  for (const [list, names] of Object.entries(named)) reportDoubles(list, names, report);
  reportGroups(file, report);
  reportSuccessions(file, report);
  reportConventions(file, (name) => indicators.has(name), report);
  reportCompositions(file, (name) => indicators.has(name), report);
  reportTargets(file, report);
  for (const [i, { assignments, registers }] of file.organisations.entries())
    for (const [j, one] of assignments.entries()) {
      if (!indicators.has(one.indicator))
        report(['organisations', i, 'assignments', j], `l’indicateur « ${one.indicator} » n’est pas défini`);
      const { fromMonth: from, toMonth: to } = one;
      if (assignments.some((other, k) => k < j && other.indicator === one.indicator && meets(other, { from, to })))
        report(
          ['organisations', i, 'assignments', j],
          `deux périodes de « ${one.indicator} » ont des mois en commun pour cette structure`,
        );
      const unfed = one.agreements.find(
        ({ register }) => register !== null && !registers.some(({ source }) => source === register),
      );
      if (unfed)
        report(
          ['organisations', i, 'assignments', j, 'agreements'],
          `le registre « ${unfed.register} » n’est pas confié à cette structure (rubrique « registers »)`,
        );
    }
});
