import { expect } from 'chai';
import fc from 'fast-check';
import { compareTexts, mergedPage, type OrderedList } from '../../server/storage/merged-page.ts';

const size = 10;
const positionOf = (row: string): string => row;

/** A list in the order of an index, which counts what is read of it. */
const listOf = (rows: readonly string[], read: string[]): OrderedList<string, string> => async (after, most) => {
  const found = rows.filter((row) => after === undefined || compareTexts(row, after) > 0).slice(0, most);
  read.push(...found);
  return found;
};

describe('a page of several lists', () => {
  const texts = fc.uniqueArray(fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzéü新\u{1f642}\uffff')), { maxLength: 30 }).map((rows) => rows.toSorted(compareTexts));

  it('is the page that all of them together would have, each row once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 8 }), fc.option(fc.constantFrom('c', 'n', 'é'), { nil: undefined }), async (lists, after) => {
        const page = await mergedPage(lists.map((rows) => listOf(rows, [])), { after, size, positionOf, compare: compareTexts });
        const whole = [...new Set(lists.flat())].filter((row) => after === undefined || compareTexts(row, after) > 0).toSorted(compareTexts);
        expect(page).to.deep.equal(whole.slice(0, size));
      }),
    );
  });

  it('costs a few rows of each list, however long they are', async () => {
    const read: string[] = [];
    const lists = Array.from({ length: 40 }, (_, list) => listOf(Array.from({ length: 5000 }, (__, row) => `${String(row).padStart(5, '0')}:${list}`), read));
    expect(await mergedPage(lists, { after: '02500:', size: 50, positionOf, compare: compareTexts })).to.have.length(50);
    expect(read.length).to.be.at.most(40 * 8);
  });
});
