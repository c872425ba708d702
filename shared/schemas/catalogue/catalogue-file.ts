import * as z from 'zod';
import { profiles, targetWindows } from '../../domain/figures/target-path.ts';
import { computedKinds, directions, frequencies, perimeters, timeRules, units } from '../../domain/indicator.ts';
import { isMonth } from '../../domain/month.ts';
import { measureNames } from '../../registers/measures.ts';
import { countedSources, sourceNames } from '../../registers/register.ts';

/**
 * The whole catalogue as one file that a person can read and write: the territory, its conventions, what is measured, what
 * is asked and of whom. Amounts are in euros. A key that begins with "_" is a comment, wherever it stands.
 */

export const CATALOGUE_FORMAT = 'observatoire-catalogue/1';

const code = z.string().trim().min(1).max(40);
const text = z.string().trim().min(1).max(4000);
const note = text.nullable().default(null);
const year = z.int().min(2000).max(2100);
const month = z.string().refine(isMonth, 'il faut un mois comme « 2026-03 »');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'il faut une date comme « 2026-03-14 »');
const day = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'il faut un jour de l’année, comme « 09-30 » pour le 30 septembre');
const euros = z.number().min(0).max(20_000_000);

const commune = z.strictObject({
  inseeCode: z.string().regex(/^\w{5}$/, 'il faut un code Insee de cinq signes'),
  name: text,
  population: z.int().min(0),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  group: text,
  /** Names that old files and habits still give. */
  aliases: z.array(text).default([]),
  /** Real places whose names are near its own: they are elsewhere, not mistyped. */
  namesakes: z.array(text).default([]),
});

const amendment = z.strictObject({
  field: z.enum(['grant', 'maximum', 'eligible-cost', 'requested']),
  year: year.nullable().default(null),
  /** The line of the annex whose request changed. */
  action: code.nullable().default(null),
  beforeEuros: euros.nullable().default(null),
  afterEuros: euros,
  act: text,
  actDate: date,
  reason: text,
});

const action = z.strictObject({
  key: code,
  annexNumber: z.int().nullable().default(null),
  title: text,
  description: note,
  objectiveText: note,
  expectedText: note,
  /** Of what is expected, the very words that no indicator measures, separated by « | ». */
  unmeasuredText: note,
  requestedEuros: euros.nullable().default(null),
  maxStatePercent: z.int().min(0).max(100).nullable().default(null),
  /** Copied from the convention before, and not confirmed yet. */
  toConfirm: z.boolean().default(false),
  /** Last month in which the line holds; null: it still does. */
  untilMonth: month.nullable().default(null),
  note,
  objective: code.nullable().default(null),
  axis: z.int().nullable().default(null),
  indicators: z.array(code).default([]),
});

const grant = z.strictObject({ year, amountEuros: euros.nullable().default(null), quote: text, document: text });

const convention = z.strictObject({
  code,
  name: text,
  territory: text,
  startYear: year,
  endYear: year,
  maximumAnnualEuros: euros.nullable().default(null),
  eligibleCostEuros: euros.nullable().default(null),
  clawbackPercent: z.int().min(0).max(100).nullable().default(null),
  /** The day of the year after by which the execution report is due, and of the year by which the State pays. */
  reportDue: day.default('09-30'),
  paymentDue: day.default('11-30'),
  reportArticle: note,
  paymentArticle: note,
  clawbackArticle: note,
  /** What that article says, word for word. */
  clawbackQuote: note,
  note,
  predecessor: code.nullable().default(null),
  grants: z.array(grant).default([]),
  amendments: z.array(amendment).default([]),
  actions: z.array(action).default([]),
});

const target = z.strictObject({
  year,
  value: z.number(),
  start: z.number().nullable().default(null),
  startMonth: month,
  endMonth: month,
  /** Left out: the last month of the path. */
  dueMonth: month.nullable().default(null),
  /** `year`: a level read anew each year on a path of several. */
  window: z.enum(targetWindows).default('path'),
  /** What the target counts, when it is not what the indicator measures. */
  unit: z.enum(units).nullable().default(null),
  unitReading: note,
  profile: z.enum(profiles).default('linear'),
  weights: z.array(z.number().min(0)).max(240).default([]),
  reading: z.enum(['stated', 'assumed']),
  quote: text,
  document: text,
  note,
  act: note,
  actDate: date.nullable().default(null),
  reason: note,
  /** An amended target, kept with the date on which another took its place. */
  supersededAt: z.iso.datetime().nullable().default(null),
});

const published = z.strictObject({
  fromMonth: month,
  toMonth: month,
  value: z.number(),
  amountEuros: z.number().nullable().default(null),
  label: text,
  quote: text,
  document: text,
  note,
});

const version = z.strictObject({
  version: z.int().min(1),
  definition: text,
  formula: text,
  validFrom: month,
  reason: note,
});

/** What makes an indicator up: parts that add up to it, or that are at most it (« dont »). */
export const composition = z.strictObject({
  rule: z.enum(['adds-up', 'among']),
  parts: z.array(z.strictObject({ code, term: z.enum(['value', 'numerator', 'denominator']).default('value') })).min(1),
});

const indicator = z.strictObject({
  code: code.max(20),
  label: text,
  unit: z.enum(units),
  timeRule: z.enum(timeRules),
  direction: z.enum(directions),
  tolerance: z.number().min(0).nullable().default(null),
  perimeter: z.enum(perimeters).nullable().default(null),
  sensitive: z.boolean().default(false),
  frequency: z.enum(frequencies),
  stated: z.boolean().default(false),
  keyFigure: z.boolean().default(false),
  computed: z.enum(computedKinds).nullable().default(null),
  sourceText: text,
  note,
  /** What of the rows of a register it counts; left out: as it was, or nothing. */
  measure: z.enum(measureNames).nullable().optional(),
  /** Last month in which it is followed; null: it still is. */
  untilMonth: month.nullable().default(null),
  /** What partners call it in their monthly returns, beside its label. */
  aliases: z.array(text).default([]),
  compositions: z.array(composition).default([]),
  versions: z.array(version).min(1),
  targets: z.array(target).default([]),
  published: z.array(published).default([]),
});

/** From a month on: counted from the rows of a source, or typed. A monthly workbook is a way of typing. */
const agreement = z.strictObject({
  fromMonth: month,
  register: z.enum(countedSources).nullable().default(null),
  reason: text.nullable().default(null),
});

const assignment = z.strictObject({
  indicator: code,
  fromMonth: month,
  toMonth: month.nullable().default(null),
  agreements: z.array(agreement).default([]),
});

const registerGiven = z.strictObject({
  source: z.enum(sourceNames),
  fromMonth: month,
  toMonth: month.nullable().default(null),
});

/** Who answers, from a month on, for what an organisation that has ended gave: merged into another, or split in several. */
const succession = z.strictObject({ organisation: code, fromMonth: month });

const organisation = z.strictObject({
  code,
  name: text,
  kind: text,
  role: note,
  /** Last month in which it takes part; null: it still does. */
  untilMonth: month.nullable().default(null),
  takenOverBy: z.array(succession).default([]),
  assignments: z.array(assignment).default([]),
  registers: z.array(registerGiven).default([]),
});

/** A group of communes that figures are published by, in the order in which groups are listed. */
const group = z.strictObject({ code, name: text });

export const catalogueShape = z.strictObject({
  format: z.literal(CATALOGUE_FORMAT),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Left out: each name that communes give is a group of that name. */
  groups: z.array(group).default([]),
  communes: z.array(commune).default([]),
  objectives: z.array(z.strictObject({ code, label: text })).default([]),
  axes: z.array(z.strictObject({ number: z.int(), label: text })).default([]),
  conventions: z.array(convention).default([]),
  indicators: z.array(indicator).default([]),
  organisations: z.array(organisation).default([]),
});
export type CatalogueFile = z.infer<typeof catalogueShape>;
