import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { preparePicture } from '../../server/certification/pdf/picture/picture.ts';
import { pngPixels } from '../../server/certification/pdf/picture/png-pixels.ts';
import { Invalid } from '../../server/errors.ts';
import { JPEG, emblem, png, type PngKind } from './logo-pictures.ts';
import { alternativesOf, check, colourAt, needs } from './pdf-tools.ts';
import { ISSUER, openSite, type Site } from './site.ts';

const BLUE = png(40, 40, { colour: 2, depth: 8 }, () => [20, 40, 200]);
const RED = png(40, 40, { colour: 2, depth: 8 }, () => [200, 30, 30]);
/** The middle of the logo on the first page and on those behind it, mm. */
const FRONT = [1, 148.5, 34.9] as const;
const BACK = [2, 29.6, 31.2] as const;
const LARGEST = 110 * 1024;

const isNear = (found: readonly number[], wanted: readonly number[], within = 12): void => {
  for (const [index, value] of wanted.entries()) expect(found[index], found.join(' ')).to.be.closeTo(value, within);
};
const messageOf = (act: () => unknown): string => {
  try {
    act();
  } catch (problem) {
    if (problem instanceof Invalid) return problem.message;
    throw problem;
  }
  return '';
};

describe("The issuer's logo", function () {
  this.timeout(60_000);

  describe('on the certificate', () => {
    let site: Site;
    let siti: AccountRecord;
    beforeEach(async () => {
      site = await openSite();
      siti = await site.person('Siti Rahmawati');
      await site.finish(siti);
    });
    afterEach(() => site.close());

    const settings = (logo?: Buffer) => site.certification.settings.save(ISSUER, 'admin', logo && { logo });
    const issue = async (): Promise<string> => /PSM-2026-\w{4}-\w{4}-\w{2}/.exec((await site.browser(siti).get('/certificates')).text)?.[0] ?? '';
    const paper = async (serial: string) => site.browser(siti).get(`/certificates/${serial}.pdf`);

    it('stands at the head of both pages, named for who does not see it', async function () {
      needs(this, 'pdftoppm', 'qpdf');
      await settings(BLUE);
      const { bytes } = await paper(await issue());
      isNear(await colourAt(bytes, ...FRONT), [20, 40, 200]);
      isNear(await colourAt(bytes, ...BACK), [20, 40, 200]);
      expect(await alternativesOf(bytes)).to.include('Lambang Pemerintah Kota Bekasi, Dinas Sosial');
      expect(await check(bytes)).not.to.match(/warning/i);
    });

    it('is that of the day of issue, also when the paper is drawn after a change, or drawn anew', async function () {
      needs(this, 'pdftoppm');
      await settings(BLUE);
      const serial = await issue();
      await settings(RED);
      const { bytes } = await paper(serial);
      isNear(await colourAt(bytes, ...FRONT), [20, 40, 200]);
      await site.storage.files.delete(`certificates/${serial.toLowerCase()}.pdf`);
      expect((await paper(serial)).bytes.equals(bytes)).to.equal(true);
    });

    it('leaves what is clear to the ground, and lets white stand as paper', async function () {
      needs(this, 'pdftoppm');
      await settings(emblem(500));
      const clear = (await paper(await issue())).bytes;
      const ground = await colourAt(clear, 1, 142, 28.3);
      expect(Math.min(...ground), 'a clear corner').to.be.above(200);
      expect((await colourAt(clear, ...FRONT))[0], 'the disc').to.be.above(100);
      expect((await colourAt(clear, ...FRONT))[2]).to.be.below(90);
    });

    it('keeps the file within 110 KB, of any PNG and of a JPEG', async function () {
      needs(this, 'pdftoppm');
      for (const logo of [emblem(500), png(1900, 300, { colour: 0, depth: 16 }, (x, y) => [(x * y * 997) % 65_536]), JPEG]) {
        await settings(logo);
        const learner = await site.person('Dra. Hj. Siti Nur’aini binti Abdurrahman Wahid Hasyim Kusumaningtyas, M.Si.');
        await site.finish(learner);
        const browser = site.browser(learner);
        const serial = /PSM-2026-\w{4}-\w{4}-\w{2}/.exec((await browser.get('/certificates')).text)?.[0] ?? '';
        const { bytes } = await browser.get(`/certificates/${serial}.pdf`);
        expect(bytes.length).to.be.below(LARGEST);
        if (logo === JPEG) isNear(await colourAt(bytes, ...FRONT), [16, 64, 192], 25);
      }
    });

    it('is not left out when its file is lost: no paper is kept that lacks it', async () => {
      await settings(BLUE);
      const serial = await issue();
      for await (const key of site.storage.files.list('logo/')) await site.storage.files.delete(key);
      expect((await paper(serial)).status).to.equal(500);
      await settings(BLUE);
      expect((await paper(serial)).status).to.equal(200);
    });

    it('that was accepted before and cannot be printed makes room for the mark', async () => {
      await settings(BLUE);
      const serial = await issue();
      for await (const key of site.storage.files.list('logo/')) await site.storage.files.put(key, BLUE.subarray(0, 60));
      expect((await paper(serial)).status).to.equal(200);
    });
  });

  describe('is read from every kind of PNG', () => {
    /** Four quarters: black, white, and where the kind has colours and alpha, orange and clear. */
    const quarter = (x: number, y: number): number => (x < 5 ? 0 : 1) + (y < 4 ? 0 : 2);
    const most = (depth: number) => 2 ** depth - 1;
    const kinds: Readonly<Record<string, { kind: PngKind; quarters: readonly (readonly number[])[]; dots: readonly (readonly number[])[] }>> = {
      ...Object.fromEntries(
        ([1, 2, 4, 8, 16] as const).map((depth) => [
          `grey of ${depth} bits, one grey clear`,
          {
            kind: { colour: 0, depth, transparent: Buffer.from([0, 0]) } satisfies PngKind,
            quarters: [[0], [most(depth)], [most(depth)], [0]],
            dots: [[0, 0, 0, 0], [255, 255, 255, 255], [255, 255, 255, 255], [0, 0, 0, 0]],
          },
        ]),
      ),
      ...Object.fromEntries(
        ([1, 2, 4, 8] as const).map((depth) => [
          `a palette of ${depth} bits with alpha`,
          {
            kind: { colour: 3, depth, palette: Buffer.from([0, 0, 0, 240, 130, 10]), transparent: Buffer.from([255, 90]) } satisfies PngKind,
            quarters: [[0], [1], [1], [0]],
            dots: [[0, 0, 0, 255], [240, 130, 10, 90], [240, 130, 10, 90], [0, 0, 0, 255]],
          },
        ]),
      ),
      'colours of 16 bits, one clear': {
        kind: { colour: 2, depth: 16, transparent: Buffer.from([0x12, 0x34, 0, 0, 0, 1]) },
        quarters: [[0x1234, 0, 1], [0x1234, 0, 2], [0xffff, 0x8000, 0], [0, 0, 0]],
        dots: [[0x12, 0, 0, 0], [0x12, 0, 0, 255], [255, 128, 0, 255], [0, 0, 0, 255]],
      },
      'grey and alpha of 16 bits': {
        kind: { colour: 4, depth: 16 },
        quarters: [[0, 0xffff], [0xffff, 0], [0x8000, 0x4000], [0, 0]],
        dots: [[0, 0, 0, 255], [255, 255, 255, 0], [128, 128, 128, 64], [0, 0, 0, 0]],
      },
      'colours and alpha': {
        kind: { colour: 6, depth: 8 },
        quarters: [[1, 2, 3, 4], [5, 6, 7, 255], [255, 0, 9, 8], [0, 0, 0, 0]],
        dots: [[1, 2, 3, 4], [5, 6, 7, 255], [255, 0, 9, 8], [0, 0, 0, 0]],
      },
    };

    for (const [name, { kind, quarters, dots }] of Object.entries(kinds)) {
      it(`${name}, in order and interlaced`, () => {
        for (const interlaced of [false, true]) {
          const { rgba } = pngPixels(png(11, 9, { ...kind, interlaced }, (x, y) => quarters[quarter(x, y)] ?? []));
          for (let y = 0; y < 9; y += 1) for (let x = 0; x < 11; x += 1) expect([...rgba.subarray((y * 11 + x) * 4, (y * 11 + x) * 4 + 4)], `${x} ${y}`).to.deep.equal(dots[quarter(x, y)]);
        }
      });
    }

    it('with each filter', () => {
      const after = (filter: number) => {
        const { rgba } = pngPixels(png(3, 2, { colour: 0, depth: 8, filter }, () => [1]));
        return [0, 1, 2, 3, 4, 5].map((dot) => rgba[dot * 4]);
      };
      expect(after(1), 'sub').to.deep.equal([1, 2, 3, 1, 2, 3]);
      expect(after(2), 'up').to.deep.equal([1, 1, 1, 2, 2, 2]);
      expect(after(3), 'average').to.deep.equal([1, 1, 1, 1, 2, 2]);
      expect(after(4), 'Paeth').to.deep.equal([1, 2, 3, 2, 3, 4]);
    });
  });

  it('is refused, in words that say what to do, when it cannot be printed', () => {
    expect(messageOf(() => preparePicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')))).to.contain('Pilih gambar PNG atau JPEG');
    expect(messageOf(() => preparePicture(png(2001, 1, { colour: 0, depth: 1 }, () => [0])))).to.contain('2000 titik');
    expect(messageOf(() => preparePicture(Buffer.concat([JPEG, Buffer.alloc(14 * 1024)])))).to.contain('9 KB');
    const printing = Buffer.from(JPEG);
    printing[printing.indexOf(Buffer.from([0xff, 0xc0])) + 9] = 4;
    expect(messageOf(() => preparePicture(printing))).to.contain('CMYK');
    for (const broken of [BLUE.subarray(0, 60), BLUE.subarray(0, 30), JPEG.subarray(0, 200), JPEG.subarray(0, -80), png(4, 4, { colour: 3, depth: 8 }, () => [7]), png(4, 4, { colour: 0, depth: 8, filter: 9 }, () => [7])]) {
      expect(messageOf(() => preparePicture(broken))).to.contain('rusak atau terpotong');
    }
  });
});
