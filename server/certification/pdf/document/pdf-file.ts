import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Form } from '../art/form.ts';
import type { CodedDots, Picture } from '../picture/picture.ts';
import { type Dictionary, type Reference, array, dictionary, hexadecimal, name } from './syntax.ts';

/** What is made for one paper alone is shrunk nearly as far as it can be, in half of the time: the rest of its bytes would be the other half. */
export const QUICKLY = { level: 4 } as const;

/** Each line says by itself which of PNG's filters it has (7.4.4.4). */
const PNG_PREDICTOR = 15;

/**
 * The objects of one PDF 1.7 file. Streams stand alone; all other objects go deflated into one object stream with a
 * cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8), which takes a tagged file's hundreds of small objects from
 * 30 KB to 4. Nothing here is random or reads a clock: the file's identifier is a digest of its content.
 */
export class PdfFile {
  readonly #plain = new Map<number, string>();
  readonly #streams = new Map<number, readonly [head: string, data: Uint8Array]>();
  readonly #forms = new Map<Form, Reference>();
  readonly #pictures = new Map<Picture, Reference>();
  #last = 0;

  /** A number for an object that others refer to before it is written by `set`. */
  reserve(): Reference {
    this.#last += 1;
    return `${this.#last} 0 R`;
  }

  set(reference: Reference, object: string): Reference {
    this.#plain.set(numberOf(reference), object);
    return reference;
  }

  add(object: string): Reference {
    return this.set(this.reserve(), object);
  }

  stream(entries: Dictionary, data: Uint8Array): Reference {
    const reference = this.reserve();
    this.#streams.set(numberOf(reference), [dictionary({ ...entries, Length: data.length }), data]);
    return reference;
  }

  deflatedStream(entries: Dictionary, content: string | Uint8Array): Reference {
    return this.stream({ ...entries, Filter: name('FlateDecode') }, deflateSync(content));
  }

  /** The same form is written once, however often it is shown, with the forms that it uses. */
  form(form: Form): Reference {
    const known = this.#forms.get(form);
    if (known) return known;
    const used = Object.entries(form.uses).map(([key, inner]) => [key, this.form(inner)] as const);
    const reference = this.stream(
      {
        Type: name('XObject'),
        Subtype: name('Form'),
        BBox: array(form.box),
        Resources: dictionary(used.length > 0 ? { XObject: dictionary(Object.fromEntries(used)) } : {}),
        Filter: name('FlateDecode'),
      },
      form.stream,
    );
    this.#forms.set(form, reference);
    return reference;
  }

  /** A picture is written once, however many pages show it. */
  picture(picture: Picture): Reference {
    const known = this.#pictures.get(picture);
    if (known) return known;
    const { width, height, colours, alpha } = picture;
    const image = (dots: CodedDots, mask: Reference | undefined): Reference =>
      this.stream(
        {
          Type: name('XObject'),
          Subtype: name('Image'),
          Width: width,
          Height: height,
          BitsPerComponent: 8,
          ColorSpace: name(dots.components === 1 ? 'DeviceGray' : 'DeviceRGB'),
          ...(dots.coding === 'jpeg'
            ? { Filter: name('DCTDecode') }
            : {
                Filter: name('FlateDecode'),
                DecodeParms: dictionary({ Predictor: PNG_PREDICTOR, Colors: dots.components, BitsPerComponent: 8, Columns: width }),
              }),
          SMask: mask,
        },
        dots.bytes,
      );
    const reference = image(colours, alpha && image(alpha, undefined));
    this.#pictures.set(picture, reference);
    return reference;
  }

  toBuffer(root: Reference, info: Reference): Buffer {
    const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1')];
    let length = parts[0]?.length ?? 0;
    const write = (...bytes: readonly Uint8Array[]): void => {
      parts.push(...bytes);
      length += bytes.reduce((sum, part) => sum + part.length, 0);
    };
    const places = new Map<number, readonly [type: number, place: number, index: number]>();
    const writeStream = (id: number, head: string, data: Uint8Array): void => {
      places.set(id, [1, length, 0]);
      write(Buffer.from(`${id} 0 obj\n${head}\nstream\n`), data, Buffer.from('\nendstream\nendobj\n'));
    };
    for (const [id, [head, data]] of this.#streams) writeStream(id, head, data);

    const holder = numberOf(this.reserve());
    const index: string[] = [];
    const bodies: string[] = [];
    let offset = 0;
    for (const [id, body] of this.#plain) {
      places.set(id, [2, holder, bodies.length]);
      index.push(`${id} ${offset}`);
      bodies.push(body);
      offset += body.length + 1;
    }
    const first = `${index.join(' ')}\n`;
    const packed = deflateSync(`${first}${bodies.join('\n')}`, QUICKLY);
    writeStream(
      holder,
      dictionary({
        Type: name('ObjStm'),
        N: bodies.length,
        First: first.length,
        Filter: name('FlateDecode'),
        Length: packed.length,
      }),
      packed,
    );

    const start = length;
    const table = numberOf(this.reserve());
    places.set(table, [1, start, 0]);
    const rows = crossReferences(table + 1, places);
    const digest = createHash('sha256');
    for (const part of parts) digest.update(part);
    const id = hexadecimal(digest.digest().subarray(0, 16));
    const head = dictionary({
      Type: name('XRef'),
      Size: table + 1,
      W: array([1, 3, 2]),
      Root: root,
      Info: info,
      ID: array([id, id]),
      Length: rows.length,
    });
    writeStream(table, head, rows);
    write(Buffer.from(`startxref\n${start}\n%%EOF\n`));
    return Buffer.concat(parts, length);
  }
}

const numberOf = (reference: Reference): number => Number.parseInt(reference, 10);

/** A row of six bytes for each object (7.5.8.3); not deflated, which would cost more time than it saves bytes. */
const crossReferences = (size: number, places: ReadonlyMap<number, readonly [number, number, number]>): Buffer => {
  const rows = Buffer.alloc(size * 6);
  rows.writeUInt16BE(0xffff, 4);
  for (const [id, [type, place, index]] of places) {
    rows.writeUInt8(type, id * 6);
    rows.writeUIntBE(place, id * 6 + 1, 3);
    rows.writeUInt16BE(index, id * 6 + 4);
  }
  return rows;
};
