import type { Page } from 'playwright-core';
import type { AnswerKey } from '../fixtures/answer-key.ts';
import { LearnerAtBrowser } from './learner.ts';

const STEP_MS = 20_000;
const MOST_STEPS = 200;

/** Somebody on a bad network: what did not come is asked for again, as people do, and never in another way than by the page. */
export class PatientLearner {
  readonly page: Page;
  readonly #origin: string;
  readonly #key: AnswerKey;
  readonly #course: string;

  constructor(page: Page, origin: string, key: AnswerKey, course: string) {
    this.page = page;
    this.#origin = origin;
    this.#key = key;
    this.#course = course;
    page.setDefaultTimeout(STEP_MS);
  }

  get path(): string {
    const url = this.page.url();
    return url.startsWith(this.#origin) ? new URL(url).pathname : '';
  }

  /** Types the address, and taps "reload" until a page of ours is there. */
  async open(path: string): Promise<void> {
    for (let tries = 0; tries < 8; tries += 1) {
      const came = await this.page.goto(this.#origin + path).then(() => true, () => false);
      if (came && this.path !== '' && !(await this.#isWithoutNetwork())) return;
    }
    throw new Error(`${path} never came`);
  }

  async #isWithoutNetwork(): Promise<boolean> {
    return (await this.page.getByRole('heading', { name: 'Tidak ada jaringan' }).count()) > 0;
  }

  /** By the form; where its answer was lost, by signing in with what was chosen. */
  async signUp(userName: string): Promise<void> {
    const learner = new LearnerAtBrowser(this.page, this.#origin, this.#key);
    for (let tries = 0; tries < 8; tries += 1) {
      try {
        await this.open('/sign-up');
        await learner.signUp('Siti Aminah', userName);
      } catch {
        await this.open('/sign-in').catch(() => undefined);
        await this.page.getByLabel('Nama pengguna').fill(userName).catch(() => undefined);
        await this.page.getByLabel('Kata sandi').fill('lumbung padi pagi').catch(() => undefined);
        await this.page.locator('main form button.solid').click().catch(() => undefined);
        await this.page.waitForURL('**/learn', { timeout: 3000 }).catch(() => undefined);
      }
      await this.open('/learn');
      if (this.path === '/learn') return;
    }
    throw new Error('Nobody could sign up');
  }

  /** Taps what leads on, and waits until another page is there. */
  async #tap(selector: string): Promise<void> {
    const before = this.page.url();
    await this.page.locator(selector).first().click();
    await this.page.waitForURL((url) => url.href !== before);
  }

  async #step(): Promise<void> {
    const { page, path } = this;
    if (path.includes('/lessons/')) return this.#tap('.lesson-end button.solid');
    if (path.includes('/questions/')) {
      await new LearnerAtBrowser(page, this.#origin, this.#key).answer(true);
      return this.#tap('.dock button.solid');
    }
    if (path.endsWith('/confirm')) {
      await page.locator('form[data-finish] button.solid').click();
      const dialog = page.locator('dialog[open] button.solid');
      await Promise.race([page.waitForURL('**/result'), dialog.waitFor().then(() => dialog.click())]);
      return page.waitForURL('**/result');
    }
    if (path.includes('/quizzes/')) {
      if (await page.locator('[name=confirmed]').count()) await page.locator('[name=confirmed]').check();
      return this.#tap('main form button.solid');
    }
    return this.open(`/courses/${this.#course}/continue`);
  }

  /** From the first lesson to the end of the exam; gives the number of steps it took. */
  async learn(): Promise<number> {
    await this.open(`/courses/${this.#course}`);
    await this.page.getByRole('button', { name: 'Ikuti pelatihan ini' }).click().catch(() => undefined);
    await this.page.waitForURL(() => true);
    for (let steps = 1; steps < MOST_STEPS; steps += 1) {
      const before = this.path;
      // What fails is begun again where the course says.
      await this.#step().catch(() => this.open(`/courses/${this.#course}/continue`));
      if (this.path === `/courses/${this.#course}` && before === this.path) {
        if (await this.page.getByRole('button', { name: 'Ikuti pelatihan ini' }).count()) await this.page.getByRole('button', { name: 'Ikuti pelatihan ini' }).click().catch(() => undefined);
        else return steps;
      }
    }
    throw new Error(`${this.path}: the course never came to its end`);
  }
}
