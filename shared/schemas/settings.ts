import * as z from 'zod/mini';
import { shownFromChoices } from '../domain/report/edition.ts';

/**
 * The settings of a territory: what each may be, what it is until someone changes it, and its words. Adding a setting is
 * adding an entry here; the settings page and the catalogue's file follow.
 */

const share = () => z.number().check(z.gte(0), z.lte(1));
const whole = (from: number, to: number) => z.number().check(z.int(), z.gte(from), z.lte(to));
/** No address yet, or several separated by commas. */
const addresses = () =>
  z
    .string()
    .check(
      z.maxLength(500),
      z.regex(/^$|^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+(, ?[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+)*$/),
    );
const toWhom =
  'Une adresse, ou plusieurs séparées par des virgules. Rien ne part sans un clic, depuis la page du rapport.';

/** Whether presence as open in the latest full export is a contact. */
const contactByExportChoices = ['counts', 'ignored'] as const;

export const settingDefinitions = {
  'pace.onPace': {
    schema: share(),
    initial: 0.95,
    group: 'Rythme',
    label: 'Dans le rythme à partir de',
    hint: 'Part de l’avancement attendu à date, entre 0 et 1. Valeur d’Open SDG\u00a0: 0,95.',
    unit: '',
  },
  'pace.toWatch': {
    schema: share(),
    initial: 0.6,
    group: 'Rythme',
    label: 'À surveiller à partir de',
    hint: 'En dessous, l’indicateur est en retard. Valeur d’Open SDG\u00a0: 0,60.',
    unit: '',
  },
  'figures.carryMonths': {
    schema: whole(0, 12),
    initial: 2,
    group: 'Rythme',
    label: 'Report d’un stock non reçu',
    hint: 'Mois pendant lesquels la dernière valeur d’une structure tient lieu de celle qui n’est pas reçue. Au-delà, le stock est partiel et n’a pas de verdict.',
    unit: 'mois',
  },
  'suppression.threshold': {
    // Under 5 the groups that protect a small count would be too small themselves.
    schema: whole(5, 100),
    initial: 10,
    group: 'Secret statistique',
    label: 'Effectifs masqués jusqu’à',
    hint: 'Les comptes de personnes ou de ménages de 1 à ce nombre ne sont pas publiés. Règle de l’Insee et de la DGFiP\u00a0: 10.',
    unit: 'personnes',
  },
  'homelessness.inactivityDays': {
    schema: whole(30, 365),
    initial: 90,
    group: 'Personnes sans domicile',
    label: 'Perdue de vue après',
    hint: 'Jours sans aucun contact (demande, orientation, admission, mise à jour, export complet) avant de sortir un ménage du nombre de sans-domicile. Une autre durée recalcule tout le passé du registre.',
    unit: 'jours',
  },
  'homelessness.contactByExport': {
    schema: z.enum(contactByExportChoices),
    initial: 'counts',
    group: 'Personnes sans domicile',
    label: 'Demande ouverte dans le dernier export complet',
    hint: 'Compte comme un contact jusqu’au jour de l’extraction\u00a0: une demande que le SIAO tient ouverte n’est pas perdue de vue. Sinon, seules les dates de la demande comptent. Changer recalcule tout le passé du registre.',
    unit: '',
    choices: { counts: 'compte comme un contact', ignored: 'ne compte pas' },
  },
  'homelessness.reliabilityPercent': {
    schema: z.number().check(z.gte(1), z.lte(50)),
    initial: 15,
    group: 'Personnes sans domicile',
    label: 'Écart toléré du test de fiabilité',
    hint: 'Écart entre la file active comptée et celle que les flux annoncent. Seuil de Built for Zero\u00a0: 15\u202f%.',
    unit: '%',
  },
  'homelessness.coveragePercent': {
    schema: z.number().check(z.gte(0), z.lte(100)),
    initial: 90,
    group: 'Personnes sans domicile',
    label: 'Couverture visée',
    hint: 'Structures qui transmettent, sur celles qui le devraient.',
    unit: '%',
  },
  'report.coveragePercent': {
    schema: z.number().check(z.gte(0), z.lte(100)),
    initial: 90,
    group: 'Rapport d’exécution',
    label: 'Couverture attendue d’un indicateur',
    hint: 'Mois reçus, sur ceux qui étaient attendus dans l’année. En dessous, l’indicateur est signalé avant le rapport.',
    unit: '%',
  },
  'report.prefectureAddress': {
    schema: addresses(),
    initial: '',
    group: 'Rapport d’exécution',
    label: 'Adresse de la Préfecture',
    hint: toWhom,
    unit: '',
  },
  'report.dihalAddress': {
    schema: addresses(),
    initial: '',
    group: 'Rapport d’exécution',
    label: 'Adresse de la DIHAL',
    hint: toWhom,
    unit: '',
  },
  'report.committeeAddress': {
    schema: addresses(),
    initial: '',
    group: 'Rapport d’exécution',
    label: 'Adresses du comité de suivi',
    hint: toWhom,
    unit: '',
  },
  'editions.shownFrom': {
    schema: z.enum(shownFromChoices),
    initial: 'sent',
    group: 'Rapport d’exécution',
    label: 'Éditions montrées aux services de l’État et aux structures',
    hint: 'Avant, une édition n’est vue que de la coordination.',
    unit: '',
    choices: { voted: 'dès le vote du conseil', sent: 'une fois envoyées' },
  },
  'sources.tolerancePercent': {
    schema: z.number().check(z.gte(0), z.lte(100)),
    initial: 10,
    group: 'Deux sources pour un même fait',
    label: 'Écart toléré entre deux sources',
    hint: 'Au-delà, l’écart est signalé à côté des deux chiffres.',
    unit: '%',
  },
  'reminders.daysBefore': {
    schema: whole(0, 20),
    initial: 5,
    group: 'Rappels',
    label: 'Annoncer le mois',
    hint: 'Jours avant l’échéance du 10. 0\u00a0: pas d’annonce.',
    unit: 'jours avant',
  },
  'reminders.firstDaysAfter': {
    schema: whole(1, 60),
    initial: 7,
    group: 'Rappels',
    label: 'Premier rappel après l’échéance',
    hint: 'Un message part aussi le jour de l’échéance, à qui n’a pas tout envoyé.',
    unit: 'jours après',
  },
  'reminders.secondDaysAfter': {
    schema: whole(1, 60),
    initial: 21,
    group: 'Rappels',
    label: 'Second rappel après l’échéance',
    hint: 'Le message suivant est celui du mois d’après.',
    unit: 'jours après',
  },
  'reminders.escalationDays': {
    schema: whole(1, 90),
    initial: 21,
    group: 'Rappels',
    label: 'Prévenir la coordination après',
    hint: 'Un seul message par mois\u00a0: qui est en retard, qui a été relancé, ce que cela bloque.',
    unit: 'jours de retard',
  },
} as const satisfies Record<string, SettingDefinition>;

interface SettingDefinition {
  schema: z.ZodMiniType;
  initial: unknown;
  /** Settings of a group are shown together, under this title. */
  group: string;
  label: string;
  hint: string;
  unit: string;
  /** The words of each value, where it is one of a few. */
  choices?: Readonly<Record<string, string>>;
}

export type SettingName = keyof typeof settingDefinitions;
export type Settings = { [Name in SettingName]: z.infer<(typeof settingDefinitions)[Name]['schema']> };

export const settingNames = Object.keys(settingDefinitions) as SettingName[];

/** What holds until someone changes it. */
export const initialSettings = Object.fromEntries(
  settingNames.map((name) => [name, settingDefinitions[name].initial]),
) as Settings;

export const settingChange = z.object({
  name: z.enum(settingNames as [SettingName, ...SettingName[]]),
  value: z.unknown(),
  reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(500)),
});
export type SettingChange = z.infer<typeof settingChange>;
