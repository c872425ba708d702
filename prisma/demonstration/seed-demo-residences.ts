import type { Content } from '../../shared/registers/register.ts';
import { generator } from './seed-demo-cells.ts';

/** Fictitious residences of landlords that do not exist: older ones are cheaper and poorer, a few are tiny. */

const landlords = ['Bailleur fictif A', 'Bailleur fictif B', 'Bailleur fictif C', 'Bailleur fictif D'];
const places: [commune: string, share: number, priority: number][] = [
  ['21231', 0.52, 0.3],
  ['21166', 0.13, 0.6],
  ['21617', 0.1, 0.4],
  ['21515', 0.07, 0.35],
  ['21355', 0.06, 0.2],
  ['21171', 0.05, 0],
  ['21278', 0.03, 0],
  ['21540', 0.02, 0],
  ['21390', 0.02, 0],
];
const RESIDENCES = 180;

/** Every fictitious residence. What one imports of the OPS survey replaces them all. */
export function demonstrationResidences(): Content[] {
  const random = generator('USH residences');
  return Array.from({ length: RESIDENCES }, () => {
    let left = random();
    const [commune, , priority] = places.find(([, share]) => {
      left -= share;
      return left < 0;
    }) ?? ['21231', 0, 0.3];
    const builtYear = 1955 + Math.floor(random() * 65);
    const age = (2022 - builtYear) / 67;
    const dwellings = random() < 0.06 ? 4 + Math.floor(random() * 7) : 14 + Math.floor(random() * random() * 190);
    const inDistrict = random() < priority;
    const share = (from: number, width: number) => Math.round(from + width * random());
    return {
      landlord: landlords[Math.floor(random() * landlords.length)] ?? null,
      commune,
      priorityDistrict: inDistrict ? 'oui' : 'non',
      dwellings,
      builtYear,
      rentCentsPerSquareMetre: Math.round(690 - 190 * age + 70 * (random() - 0.5)),
      poorShare: Math.min(70, share(12 + 16 * age + (inDistrict ? 12 : 0), 16)),
      loneParentShare: share(12 + (inDistrict ? 8 : 0), 22),
      turnover: share(3, 11),
      vacant: Math.floor(dwellings * random() * random() * 0.09),
    };
  });
}
