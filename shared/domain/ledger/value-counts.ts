/** A number for each value of some dimensions met so far: what is counted a million times is counted in an array. */
export class ValueNumbers<Dimension extends string> {
  readonly named: { dimension: Dimension; value: string }[] = [];
  private readonly numbers = new Map<Dimension, Map<string, number>>();

  of(dimension: Dimension, value: string): number {
    const own = this.numbers.get(dimension) ?? new Map<string, number>();
    this.numbers.set(dimension, own);
    const known = own.get(value);
    if (known !== undefined) return known;
    own.set(value, this.named.length);
    return this.named.push({ dimension, value }) - 1;
  }
}

/** Households and persons of the convention, then of Insee, value after value. */
class FourCountsOfValues {
  private counts: Int32Array;

  constructor(values: number) {
    this.counts = new Int32Array(4 * values);
  }

  add(value: number, households: number, persons: number, inInsee: boolean): void {
    const at = 4 * value;
    if (at >= this.counts.length) {
      const wider = new Int32Array(Math.max(2 * this.counts.length, at + 4));
      wider.set(this.counts);
      this.counts = wider;
    }
    const { counts } = this;
    counts[at] = (counts[at] ?? 0) + households;
    counts[at + 1] = (counts[at + 1] ?? 0) + persons;
    if (!inInsee) return;
    counts[at + 2] = (counts[at + 2] ?? 0) + households;
    counts[at + 3] = (counts[at + 3] ?? 0) + persons;
  }

  of(value: number) {
    const at = 4 * value;
    return {
      households: this.counts[at] ?? 0,
      persons: this.counts[at + 1] ?? 0,
      inseeHouseholds: this.counts[at + 2] ?? 0,
      inseePersons: this.counts[at + 3] ?? 0,
    };
  }
}

/** The counts of one month and one flow: by what every household has, and by what few moves say, reasons and delays. */
export class MonthFlow {
  readonly shared = new FourCountsOfValues(128);
  readonly rare = new Map<number, FourCountsOfValues>();

  addRare(value: number, households: number, persons: number, inInsee: boolean): void {
    let known = this.rare.get(value);
    if (!known) {
      known = new FourCountsOfValues(1);
      this.rare.set(value, known);
    }
    known.add(0, households, persons, inInsee);
  }
}

/** True of counts of which one is not zero. */
export const isSomething = ({
  households,
  persons,
  inseeHouseholds,
  inseePersons,
}: ReturnType<FourCountsOfValues['of']>) =>
  households !== 0 || persons !== 0 || inseeHouseholds !== 0 || inseePersons !== 0;
