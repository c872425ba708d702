import { fold } from '../text.ts';
import official from './commune-list.json' with { type: 'json' };

/** A commune of the official list, to choose: its INSEE code, its name today, and the department that it is in. */
export interface OfficialCommune {
  inseeCode: string;
  name: string;
  department: string;
}

interface Listed {
  inseeCode: string;
  name: string;
  /** What it may be searched by, folded: its name, its former names, its code. */
  keys: string[];
}

let listed: Listed[] | undefined;

function allListed(): Listed[] {
  listed ??= official.communes.flatMap((department) =>
    department.split(';').map((entry) => {
      const [inseeCode = '', postal = ''] = entry.split(' ', 2);
      const names = entry.slice(inseeCode.length + postal.length + 2).split('/');
      return { inseeCode, name: names[0] ?? '', keys: [...names.map(fold), fold(inseeCode)] };
    }),
  );
  return listed;
}

const departments: Partial<Record<string, string>> = official.departments;
const departmentOf = (code: string) => departments[code.slice(0, code.startsWith('97') ? 3 : 2)] ?? '';

/**
 * The communes of the official list whose name, former name or INSEE code begins as what is typed, the same name first; none
 * for fewer than two letters. Example: `chenov` finds Chenôve (21166).
 */
export function searchCommunes(typed: string, most: number): OfficialCommune[] {
  const key = fold(typed);
  if (key.length < 2) return [];
  const found = allListed().filter(({ keys }) => keys.some((one) => one.startsWith(key)));
  const same = ({ keys }: Listed) => Number(!keys.includes(key));
  return found
    .sort((a, b) => same(a) - same(b) || a.name.localeCompare(b.name, 'fr'))
    .slice(0, most)
    .map(({ inseeCode, name }) => ({ inseeCode, name, department: departmentOf(inseeCode) }));
}
