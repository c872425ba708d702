import {
  frenchDate,
  frenchInteger,
  frenchMonth,
  frenchQuantity,
  NO_BREAK_SPACE as S,
} from '../../../shared/domain/words/french-format.ts';
import type { LedgerAnswer } from '../ledger-words.ts';

/** A line of the way from the file to the stock: a level, or what is taken away from the one above. */
export interface BridgeLine {
  key: string;
  label: string;
  /** What it is, in a few words. */
  note?: string;
  /** The rule that makes it. */
  rule?: string;
  kind: 'level' | 'term';
  /** What is left after it. */
  level: number;
  /** A term's own number, with its sign. */
  change: number;
  text: string;
}

export interface PreparedBridge {
  title: string;
  lines: BridgeLine[];
  largest: number;
}

const signed = (value: number) => (value === 0 ? '0' : `${value < 0 ? '−' : '+'}${S}${frenchInteger(Math.abs(value))}`);

/** The rule of contact in a sentence. */
export function contactRule({ inactivityDays, contactByExport, extraction }: LedgerAnswer['source']): string {
  const export_ =
    extraction === null
      ? 'Aucun export complet daté n’est connu\u00a0: seules les dates de la demande comptent.'
      : contactByExport
        ? `Être ouverte dans le dernier export complet compte comme un contact, jusqu’au jour de l’extraction (${frenchDate(extraction)}).`
        : 'Par réglage, être ouverte dans le dernier export complet ne compte pas comme un contact.';
  return `Un contact est une demande, une orientation, une admission (tant que le ménage est dans la structure) ou une mise à jour. Sans contact pendant ${inactivityDays}${S}jours, un ménage est perdu de vue. ${export_}`;
}

const togetherRule = (since: string | null, renewals: number) =>
  since === null
    ? `Rien ne relie deux demandes d’un même ménage avant l’analyse d’impact sur la protection des données (AIPD). ${renewals > 0 ? `${frenchQuantity(renewals, 'requests')} ouvertes sont des actualisations ou des réexamens\u00a0: leur ménage peut être compté deux fois.` : ''}`.trim()
    : `Les demandes d’un même ménage, reconnues par leur clé d’identité depuis l’AIPD du ${frenchDate(since)}, comptent pour un seul ménage\u00a0; un logement met fin à toutes celles d’avant.`;

/**
 * The bridge, line after line. Example: 2 875 open, −310 without contact, −50 brought together: 2 515 households; −205 outside
 * Insee's perimeter: 2 310.
 */
export function prepareBridge(answer: LedgerAnswer, linkedSince: string | null): PreparedBridge | null {
  const { bridge, source, stocks } = answer;
  if (!bridge) return null;
  const end = `fin ${frenchMonth(bridge.month)}`;
  const lines: BridgeLine[] = [];
  let level = bridge.openNow + bridge.openOutside;
  const levelLine = (key: string, label: string, note?: string) =>
    lines.push({ key, label, ...(note && { note }), kind: 'level', level, change: 0, text: frenchInteger(level) });
  const term = (key: string, label: string, change: number, more: { note?: string; rule?: string } = {}) => {
    level += change;
    lines.push({ key, label, ...more, kind: 'term', level, change, text: signed(change) });
  };
  levelLine(
    'file',
    'Demandes ouvertes dans le fichier du SIAO',
    source.extraction ? `extraction du ${frenchDate(source.extraction)}` : 'aujourd’hui, sans date d’extraction connue',
  );
  if (bridge.openOutside > 0) term('outside', 'd’une autre commune que celles du territoire', -bridge.openOutside);
  if (bridge.sinceMonth !== 0)
    term('since', `depuis la ${end}`, bridge.sinceMonth, {
      note: 'sans celles déposées depuis, avec celles closes depuis',
    });
  term('silent', `sans contact depuis ${source.inactivityDays}${S}jours`, -bridge.withoutContact, {
    rule: contactRule(source),
  });
  if (bridge.joinedRenewals > 0)
    term('renewals', 'actualisations et réexamens d’une demande déjà comptée', -bridge.joinedRenewals, {
      rule: togetherRule(linkedSince, bridge.renewals),
    });
  term('together', 'rapprochées d’une autre demande du même ménage', -bridge.joinedOthers, {
    rule: togetherRule(linkedSince, bridge.renewals),
  });
  levelLine('convention', 'Ménages, périmètre de la convention', end);
  term('perimeter', 'hors du périmètre de l’Insee', -bridge.outsideInsee, {
    rule: 'L’Insee compte qui dort dehors ou en hébergement (rue, urgence, hôtel, CHRS). Restent dehors de ce périmètre\u00a0: squats et bidonvilles, hébergés chez un tiers, sorties d’institution, menacés d’expulsion, et ceux dont la situation n’est pas connue.',
  });
  const persons = stocks.find(({ unit, perimeter }) => unit === 'persons' && perimeter === 'insee')?.count;
  levelLine(
    'insee',
    'Ménages sans domicile au sens de l’Insee',
    typeof persons === 'number' ? `${end}, soit ${frenchQuantity(persons, 'persons')}` : end,
  );
  const first = bridge.openNow + bridge.openOutside;
  return {
    title: `Du fichier du SIAO au chiffre publié${S}: ${frenchQuantity(first, 'requests')} ouvertes, ${frenchQuantity(bridge.insee, 'households')} sans domicile`,
    lines,
    largest: Math.max(first, ...lines.map((one) => one.level)),
  };
}
