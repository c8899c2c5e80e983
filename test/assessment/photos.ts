/** Small pictures with everything in them that a camera writes beside the picture. */
export const SECRETS = ['GPSLATITUDE-6.2', 'PHONE-MAKER', 'PREVIEW-OF-THE-UNCUT-PHOTO', 'TRAILER-OF-A-MAKER'];
const [place = '', device = '', preview = '', trailer = ''] = SECRETS;

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

/** A little-endian Exif segment: orientation, then texts in the clear. */
const exif = (orientation: number): Buffer => {
  const tiff = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(place + device, 'latin1')]));
};

/** 8 by 4 points; the coded picture holds a stuffed byte and a restart. */
export function jpegOf(orientation: number): Buffer {
  const jfif = Buffer.concat([Buffer.from('JFIF\0', 'latin1'), Buffer.from([1, 1, 0, 0, 1, 0, 1, 3, 3]), Buffer.from(preview, 'latin1')]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, jfif),
    exif(orientation),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${place}`, 'latin1')),
    segment(0xe2, Buffer.from('ICC_PROFILE\0\u0001\u0001colours', 'latin1')),
    segment(0xe2, Buffer.from(`MPF\0${preview}`, 'latin1')),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${place}`, 'latin1')),
    segment(0xfe, Buffer.from(device, 'latin1')),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, Buffer.from([8, 0, 4, 0, 8, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(trailer, 'latin1'),
  ]);
}

const chunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
};

export const pngOf = (): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk('eXIf', Buffer.from(place, 'latin1')),
    chunk('tEXt', Buffer.from(`Model\0${device}`, 'latin1')),
    chunk('prVt', Buffer.from(preview, 'latin1')),
    chunk('IDAT', Buffer.from([0x78, 0x9c, 0x63, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01])),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(trailer, 'latin1'),
  ]);

export const pdfOf = (): Buffer => Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1');
