import { expect } from 'chai';
import fc from 'fast-check';
import { imageSize } from 'image-size';
import { withoutMetadata } from '../../server/assessment/photo-privacy.ts';
import { Invalid } from '../../server/errors.ts';
import { jpegOf, pngOf, SECRETS } from './photos.ts';

describe('a photo as it is kept', () => {
  for (const orientation of [1, 6]) {
    it(`is a JPEG without place, device and preview that is still held as it was (${orientation})`, () => {
      const taken = jpegOf(orientation);
      const kept = withoutMetadata(taken, 'jpeg');
      for (const secret of SECRETS) {
        expect(taken.includes(secret), secret).to.equal(true);
        expect(kept.includes(secret), secret).to.equal(false);
      }
      expect(kept.includes('Exif')).to.equal(orientation > 1);
      const { width, height, orientation: held = 1 } = imageSize(kept);
      expect([width, height, held]).to.deep.equal([8, 4, orientation]);
    });
  }

  it('has the same coded picture', () => {
    const scan = (bytes: Buffer) => bytes.subarray(bytes.indexOf(Buffer.from([0xff, 0xda])), bytes.indexOf(Buffer.from([0xff, 0xd9])) + 2);
    const kept = withoutMetadata(jpegOf(3), 'jpeg');
    expect(scan(kept).equals(scan(jpegOf(3)))).to.equal(true);
    expect(withoutMetadata(kept, 'jpeg').equals(kept)).to.equal(true);
  });

  it('is a PNG without texts, Exif, time, and what stands behind its end', () => {
    const kept = withoutMetadata(pngOf(), 'png');
    for (const secret of SECRETS) {
      expect(pngOf().includes(secret), secret).to.equal(true);
      expect(kept.includes(secret), secret).to.equal(false);
    }
    expect(imageSize(kept)).to.include({ width: 1, height: 1 });
  });

  it('is refused where it is cut off, wherever that is, or made up', () => {
    const whole = jpegOf(6);
    const end = whole.lastIndexOf(Buffer.from([0xff, 0xd9, 0x54]));
    for (let length = 0; length < end; length += 1) expect(() => withoutMetadata(whole.subarray(0, length), 'jpeg'), String(length)).to.throw(Invalid);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        for (const kind of ['jpeg', 'png'] as const) {
          try {
            withoutMetadata(Buffer.concat([Buffer.from(kind === 'jpeg' ? [0xff, 0xd8] : []), noise]), kind);
          } catch (problem) {
            if (!(problem instanceof Invalid)) throw problem;
          }
        }
      }),
    );
  });
});
