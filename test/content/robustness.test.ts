import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import { CourseMemory } from '../../server/content/course-memory.ts';
import { readCourse } from '../../server/content/read-course.ts';
import { copyExample, temporaryFolder } from './course-tree.ts';

/** What the parsers give a meaning to, and what tends to be forgotten. */
const fragments = [
  '---\n', '\n---\n', ':::', '::: check\n', '::: note x\n', '[^1]: ', '[^x]', '![', '](', '[a](b "', '](lesson:', '(glossary:', '```', '| a |\n| --- |\n', '# ', '#### ',
  '- ', '  - id: ', ': ', '{', '}', '[', ']', '&a ', '*a', '"', "'", '|\n  ', '>\n', '? ', '!!binary ', '<<: ', '\t', '\0', '\uFEFF', '\uFDD0' + '0\uFDD1', '\r', '%', '\\', '__proto__: 1\n',
  'constructor', '<svg', 'viewBox="', '0 0 1e999 -1', '<!--', 'true', 'null', '.inf', '1e400', '2026-01-01', 'media/', '../', '%00', '%', '\u{1F600}', '\uD800',
];

const damage = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ kind: 'replace' as const, bytes: Buffer.from(bytes) })),
  fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 12 }).map((parts) => ({ kind: 'insert' as const, bytes: Buffer.from(parts.join('')) })),
  fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => ({ kind: 'insert' as const, bytes: Buffer.from(bytes) })),
  fc.constant({ kind: 'cut' as const, bytes: Buffer.alloc(0) }),
);

describe('Broken files', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  before(() => copyExample(folder));
  after(remove);

  it('never make the reading throw, whatever stands in whichever file', async () => {
    const files = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.\w+$/.test(path));
    const memory = new CourseMemory();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(200), damage, async (which, where, length, { kind, bytes }) => {
        const all = files();
        const path = join(folder, all[which % all.length] ?? '');
        const good = readFileSync(path);
        const at = Math.floor(where * good.length);
        const broken = kind === 'replace' ? bytes : Buffer.concat([good.subarray(0, at), bytes, good.subarray(kind === 'cut' ? at + length : at)]);
        writeFileSync(path, broken);
        try {
          const { course, problems } = await readCourse(folder, { formats: questionTypes, memory });
          expect(course === undefined).to.equal(problems.some(({ severity }) => severity === 'error'));
          for (const { line, column, message } of problems) {
            expect(line).to.be.at.least(1);
            expect(column).to.be.at.least(1);
            expect(message.id).to.be.a('string');
          }
          if (course) JSON.stringify(course);
        } finally {
          writeFileSync(path, good);
        }
      }),
      { numRuns: 300 },
    );
  });
});
