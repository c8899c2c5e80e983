import { expect } from 'chai';
import type { FileStore } from '../../server/storage/file-store.ts';
import { NotFound } from '../../server/errors.ts';

export interface OpenedFileStore {
  readonly files: FileStore;
  close(): Promise<void>;
}

const keysOf = async (keys: AsyncIterable<string>): Promise<string[]> => {
  const all: string[] = [];
  for await (const key of keys) all.push(key);
  return all;
};

const failureOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error: unknown) => error);

/** What every file store promises; run it over a new kind of store with a function that opens an empty one. */
export function fileStoreContract(name: string, open: () => Promise<OpenedFileStore>): void {
  describe(`file store contract: ${name}`, () => {
    let opened: OpenedFileStore;
    let files: FileStore;
    beforeEach(async () => {
      opened = await open();
      files = opened.files;
    });
    afterEach(() => opened.close());

    it('gives back the bytes that were put', async () => {
      const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, i) => i % 256));
      await files.put('uploads/2025/bukti.pdf', bytes);
      await files.put('empty', new Uint8Array());
      expect((await files.get('uploads/2025/bukti.pdf'))?.equals(bytes)).to.equal(true);
      expect(await files.get('empty')).to.deep.equal(Buffer.alloc(0));
    });

    it('has nothing under a key that was never put', async () => {
      await files.put('a/b', Buffer.from('x'));
      expect(await files.get('a/c')).to.equal(undefined);
      expect(await files.get('a')).to.equal(undefined);
      expect(await files.get('a/b/c')).to.equal(undefined);
    });

    it('replaces what was there', async () => {
      await files.put('a', Buffer.from('longer than the second'));
      await files.put('a', Buffer.from('second'));
      expect(String(await files.get('a'))).to.equal('second');
    });

    it('never shows half of what is being put', async () => {
      const versions = ['a', 'b'].map((letter) => Buffer.from(letter.repeat(300_000)));
      await files.put('a', Buffer.from(versions[0] ?? ''));
      const writing = Promise.all(Array.from({ length: 10 }, (_, i) => files.put('a', versions[i % 2] ?? Buffer.alloc(0))));
      for (let i = 0; i < 20; i++) {
        const seen = await files.get('a');
        expect(versions.some((version) => seen?.equals(version))).to.equal(true);
      }
      await writing;
    });

    it('deletes, once or again', async () => {
      await files.put('a/b', Buffer.from('x'));
      await files.delete('a/b');
      await files.delete('a/b');
      expect(await files.get('a/b')).to.equal(undefined);
      expect(await keysOf(files.list(''))).to.deep.equal([]);
    });

    it('lists the keys of a prefix in their order', async () => {
      for (const key of ['b/1', 'a/2', 'a/10', 'a-b', 'ab/c/d', 'a/2.pdf']) await files.put(key, Buffer.from('x'));
      expect(await keysOf(files.list(''))).to.deep.equal(['a-b', 'a/10', 'a/2', 'a/2.pdf', 'ab/c/d', 'b/1']);
      expect(await keysOf(files.list('a/'))).to.deep.equal(['a/10', 'a/2', 'a/2.pdf']);
      expect(await keysOf(files.list('a/2'))).to.deep.equal(['a/2', 'a/2.pdf']);
      expect(await keysOf(files.list('nothing'))).to.deep.equal([]);
    });

    it('refuses keys that are none, so that nobody leaves the store', async () => {
      const keys = ['', '/', '/etc/passwd', '../a', 'a/../b', 'a//b', 'a/', '.hidden', 'a/.b', 'A', 'a\0b', 'a b', 'a\\b', 'é', 'a'.repeat(600), `a/${'b'.repeat(300)}`];
      for (const key of keys) {
        expect(await failureOf(files.put(key, Buffer.from('x'))), `put ${key}`).to.be.instanceOf(NotFound);
        expect(await failureOf(files.get(key)), `get ${key}`).to.be.instanceOf(NotFound);
        expect(await failureOf(files.delete(key)), `delete ${key}`).to.be.instanceOf(NotFound);
      }
      expect(await keysOf(files.list(''))).to.deep.equal([]);
      expect(await keysOf(files.list('../'))).to.deep.equal([]);
    });
  });
}
