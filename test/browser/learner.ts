import type { Page } from 'playwright-core';
import type { AnswerKey } from '../fixtures/answer-key.ts';

export const PHONE = { width: 360, height: 740 };

/** Fills in the form as a volunteer does, and waits for the page behind it. */
export async function signUpAt(page: Page, origin: string, name: string, userName: string): Promise<void> {
  await page.goto(`${origin}/sign-up`);
  await page.getByLabel('Nama lengkap').fill(name);
  await page.getByLabel('Nama pengguna').fill(userName);
  await page.getByLabel('Kata sandi').fill('lumbung padi pagi');
  await page.locator('select[name=regionCode]').selectOption('32.75');
  await page.locator('[name=village]').fill('Bojong Rawalumbu');
  await page.locator('[name=consent]').check();
  await page.locator('main form button').last().click();
  await page.waitForURL('**/learn');
}

/** Somebody at a browser: does what a learner does, by what is written on the page. */
export class LearnerAtBrowser {
  readonly page: Page;
  readonly #origin: string;
  readonly #key: AnswerKey;

  constructor(page: Page, origin: string, key: AnswerKey) {
    this.page = page;
    this.#origin = origin;
    this.#key = key;
  }

  open(path: string): Promise<unknown> {
    return this.page.goto(this.#origin + path);
  }

  signUp(name: string, userName: string): Promise<void> {
    return signUpAt(this.page, this.#origin, name, userName);
  }

  /** Where the learner is, without the origin. */
  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  /** Goes by the one big button from lesson to lesson until something else comes. */
  async readOn(): Promise<number> {
    let read = 0;
    while (this.path.includes('/lessons/')) {
      const before = this.page.url();
      await this.page.locator('.lesson-end button.solid').click();
      await this.page.waitForURL((url) => url.href !== before);
      read += 1;
    }
    return read;
  }

  async answer(right: boolean): Promise<void> {
    const id = ((await this.page.locator('.question').first().getAttribute('id')) ?? '').replace(/^q-|-text$/g, '');
    const answer = this.#key.get(id);
    if (!answer) throw new Error(`No key for ${id}`);
    if (answer.typed !== undefined) return this.page.locator('[name=response]').fill(right ? answer.typed : 'tidak tahu 0');
    const all = await this.page.locator('input[name=response]').evaluateAll((inputs) => inputs.map((input) => input.getAttribute('value') ?? ''));
    const chosen = right ? answer.options : all.filter((option) => !answer.options.includes(option)).slice(0, 1);
    for (const option of chosen) await this.page.locator(`input[name=response][value="${option}"]`).check({ force: true });
  }

  /** From the first question to the result; `isRight` says which question is answered rightly. */
  async sit(isRight: (number: number) => boolean = () => true): Promise<number> {
    let number = 0;
    for (;;) {
      number += 1;
      await this.answer(isRight(number));
      const before = this.page.url();
      await this.page.locator('.dock button.solid').click();
      await this.page.waitForURL((url) => url.href !== before);
      if (this.path.endsWith('/confirm')) break;
    }
    await this.page.locator('form[data-finish] button.solid').click();
    // The script may ask once more in a dialog.
    const dialog = this.page.locator('dialog[open] button.solid');
    await Promise.race([this.page.waitForURL('**/result'), dialog.waitFor().then(() => dialog.click())]);
    await this.page.waitForURL('**/result');
    return number;
  }
}
