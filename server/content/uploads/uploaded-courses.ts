import { existsSync } from 'node:fs';
import { mkdir, readdir, readlink, rename, rm, symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, hear } from '../../workers/siblings.ts';
import { readCourseZip, writeCourseFiles } from './course-zip.ts';
import type { PackageStore } from './package-store.ts';
import { PACKAGES, randomName, retire, sweepPackages } from './unpacked-packages.ts';

/** How late other machines are at most; the processes of this one are told. */
const LOOK_MS = 5000;
const TOPIC = 'uploaded-courses';
/** How often what is not needed any more is looked for. */
const SWEEP_MS = 10 * 60 * 1000;

/**
 * The courses that were uploaded, as folders of this machine: `COURSE` is a link to `.packages/PACKAGE`. The store is what
 * counts; the folders are made from it, on every machine, and may be deleted at any time.
 */
export class UploadedCourses {
  /** One of the catalogue's folders of courses. */
  readonly folder: string;
  readonly #store: PackageStore;
  readonly #onFault: (fault: unknown) => void;
  #changed: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;
  #sweepAt = 0;
  #fetching: Promise<unknown> = Promise.resolve();

  constructor(store: PackageStore, folder: string, onFault: (fault: unknown) => void) {
    this.folder = folder;
    this.#store = store;
    this.#onFault = onFault;
  }

  /** Before courses are read for the first time. A store that is down is no reason not to serve what is here. */
  async open(): Promise<void> {
    await mkdir(join(this.folder, PACKAGES), { recursive: true });
    await this.fetch();
  }

  /** Goes on looking for what other processes and machines have published. */
  follow(changed: () => void): void {
    this.#changed = changed;
    hear(TOPIC, () => void this.fetch());
    this.#timer = setInterval(() => void this.fetch(), LOOK_MS).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#fetching;
  }

  /** This process and all others of this machine have it when this resolves. */
  async tell(): Promise<void> {
    await this.fetch();
    await ask(TOPIC, '');
  }

  /** One at a time; faults are told and the next look tries again. */
  fetch(): Promise<void> {
    const next = this.#fetching.then(() => this.#fetch()).catch(this.#onFault);
    this.#fetching = next;
    return next;
  }

  async #fetch(): Promise<void> {
    const wanted = new Map((await this.#store.currents()).map(({ _id, package: id }) => [_id, id]));
    const there = (await readdir(this.folder)).filter((name) => !name.startsWith('.'));
    let isOther = false;
    for (const [course, id] of wanted) {
      const link = join(this.folder, course);
      const target = join(PACKAGES, id);
      if ((await readlink(link).catch(() => '')) === target && existsSync(link)) continue;
      if (await this.#unpack(id)) {
        await retire(this.folder, link);
        await this.#point(link, target);
        // Another process may have put it away in this moment.
        if (!existsSync(link)) await this.#unpack(id);
        isOther = true;
      }
    }
    for (const name of there) {
      if (wanted.has(name)) continue;
      await retire(this.folder, join(this.folder, name));
      await unlink(join(this.folder, name)).catch(this.#onFault);
      isOther = true;
    }
    if (isOther) this.#changed();
    await this.#sweep();
  }

  /** Now and then, and at every start. */
  async #sweep(): Promise<void> {
    if (Date.now() < this.#sweepAt) return;
    this.#sweepAt = Date.now() + SWEEP_MS;
    await sweepPackages(this.folder, async () => new Set((await this.#store.currents()).map((one) => one.package)), new Date());
  }

  /** The folder of a package, made at once or not at all. False: the store does not have it whole. */
  async #unpack(id: string): Promise<boolean> {
    const folder = join(this.folder, PACKAGES, id);
    if (existsSync(folder)) return true;
    const record = await this.#store.selectOptional(id);
    const zip = record && (await this.#store.zipOf(record));
    if (!zip) return false;
    const draft = join(this.folder, PACKAGES, `.${randomName()}`);
    try {
      await writeCourseFiles(draft, await readCourseZip(zip));
      await rename(draft, folder);
    } catch (problem) {
      await rm(draft, { recursive: true, force: true });
      // Another process of this machine was faster.
      if (!existsSync(folder)) throw problem;
    }
    return true;
  }

  /** Readers see the old package or the new one, never none. */
  async #point(link: string, target: string): Promise<void> {
    const draft = join(this.folder, `.${randomName()}`);
    await symlink(target, draft);
    await rename(draft, link);
  }
}
