import type { Locator, Page } from 'playwright-core';

/**
 * What a person does, counted, and how long it takes by the keystroke-level model of Card, Moran and Newell: 0.28 s a key (someone
 * who types a little), 1.1 s to point, 0.2 s to click, 0.4 s from the mouse to the keyboard and back, 1.35 s to make up one's
 * mind before each act. To that, what the model leaves out: the words of a page, read once at 200 a minute, and a second of
 * waiting for each answer.
 */
const [KEY, POINT, CLICK, HAND, MIND, WAIT] = [0.28, 1.1, 0.2, 0.4, 1.35, 1];
const WORDS_A_SECOND = 200 / 60;

export class CountedActs {
  readonly count = { clicks: 0, fields: 0, choices: 0, keys: 0, pages: 0 };
  private seconds = 0;
  private readonly read = new Set<string>();

  constructor(private page: Page) {}

  /** The same person, or another, goes on in another window. */
  at(page: Page): void {
    this.page = page;
  }

  get minutes(): number {
    return this.seconds / 60;
  }

  /** What is on the page or in the dialog that was not read before, once each sentence. */
  async look(): Promise<void> {
    this.count.pages += 1;
    const dialog = this.page.getByRole('dialog');
    const place = (await dialog.count()) > 0 ? dialog.last() : this.page.getByRole('main');
    for (const line of (await place.innerText()).split('\n').filter((one) => !this.read.has(one))) {
      this.read.add(line);
      this.seconds += line.split(/\s+/u).length / WORDS_A_SECOND;
    }
  }

  async click(target: Locator): Promise<void> {
    await target.click();
    this.count.clicks += 1;
    this.seconds += MIND + POINT + CLICK + WAIT;
  }

  async fill(target: Locator, text: string): Promise<void> {
    await target.fill(text);
    this.count.fields += 1;
    this.count.keys += text.length;
    this.seconds += MIND + POINT + CLICK + 2 * HAND + KEY * text.length;
  }

  /** A list is opened, then one of its lines is clicked. */
  async choose(target: Locator, option: { label: string } | { value: string }): Promise<void> {
    await target.selectOption(option);
    this.count.choices += 1;
    this.seconds += MIND + 2 * (POINT + CLICK);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    this.count.keys += 1;
    this.seconds += KEY;
  }
}
