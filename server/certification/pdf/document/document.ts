import { deflateSync } from 'node:zlib';
import { DocumentFonts, type PreparedFonts } from '../type/document-fonts.ts';
import { attachFiles } from './attached-file.ts';
import { MULTIPLY, POINTS_PER_MM, Page, type Paper } from './page.ts';
import { PdfFile, QUICKLY } from './pdf-file.ts';
import { SRGB_PROFILE } from './srgb-profile.ts';
import { StructureElement, writeStructure } from './structure.ts';
import { type Reference, array, day, dictionary, name, text } from './syntax.ts';
import { type Metadata, PRODUCER, xmp } from './xmp.ts';

/** A tagged PDF (ISO 32000-1, 14.8; laid out after ISO 19005-3, level A) of A4 pages, while it is drawn. */
export class Document {
  /** The root of what a screen reader reads. */
  readonly structure = new StructureElement('Document');
  readonly #file = new PdfFile();
  readonly #fonts: DocumentFonts;
  readonly #pages: Page[] = [];

  constructor(fonts: PreparedFonts) {
    this.#fonts = new DocumentFonts(fonts);
  }

  /** `paper`: left out, A4 laid wide. */
  addPage(paper?: Paper): Page {
    const page = new Page(this.#file.reserve(), this.#fonts, paper);
    this.#pages.push(page);
    return page;
  }

  /** A number for a link's annotation, which page and structure both name. */
  reserveLink(): Reference {
    return this.#file.reserve();
  }

  toBuffer(metadata: Metadata): Buffer {
    const file = this.#file;
    const fonts = this.#fonts.write(file);
    const tree = file.reserve();
    const links = this.#pages.flatMap((page) => page.links);
    const firstLink = this.#pages.length;
    links.forEach(({ annotation, url, says, box }, index) => {
      const action = dictionary({ S: name('URI'), URI: text(url) });
      file.set(
        annotation,
        dictionary({
          Type: name('Annot'),
          Subtype: name('Link'),
          Rect: array(box),
          Border: '[0 0 0]',
          F: 4,
          Contents: text(says),
          A: action,
          StructParent: firstLink + index,
        }),
      );
    });
    this.#pages.forEach((page, key) => {
      const forms = [...page.forms].map(([form, resource]) => [resource, file.form(form)] as const);
      const pictures = [...page.pictures].map(([picture, resource]) => [resource, file.picture(picture)] as const);
      file.set(
        page.reference,
        dictionary({
          Type: name('Page'),
          Parent: tree,
          MediaBox: array([0, 0, page.paper.width * POINTS_PER_MM, page.paper.height * POINTS_PER_MM]),
          Resources: dictionary({
            Font: fonts,
            XObject: dictionary(Object.fromEntries([...forms, ...pictures])),
            ExtGState: pictures.length > 0 ? dictionary({ [MULTIPLY]: dictionary({ BM: name('Multiply') }) }) : undefined,
          }),
          /** What lies over each other is mixed in the inks' own colours, on every page that a picture makes see-through. */
          Group: pictures.length > 0 ? dictionary({ S: name('Transparency'), CS: name('DeviceRGB') }) : undefined,
          Contents: file.stream({ Filter: name('FlateDecode') }, deflateSync(page.content, QUICKLY)),
          StructParents: key,
          Tabs: name('S'),
          Annots: page.links.length > 0 ? array(page.links.map((link) => link.annotation)) : undefined,
        }),
      );
    });
    const pages = this.#pages.map((page) => page.reference);
    file.set(tree, dictionary({ Type: name('Pages'), Count: pages.length, Kids: array(pages) }));
    const created = day(metadata.created);
    const root = file.add(
      dictionary({
        Type: name('Catalog'),
        Pages: tree,
        Lang: text(metadata.language),
        MarkInfo: '<</Marked true>>',
        ViewerPreferences: '<</DisplayDocTitle true>>',
        StructTreeRoot: writeStructure(file, this.structure, { pages, annotations: links.map((link) => link.annotation) }),
        Metadata: file.stream({ Type: name('Metadata'), Subtype: name('XML') }, Buffer.from(xmp(metadata))),
        OutputIntents: array([outputIntent(file)]),
        ...attachFiles(file, metadata.files ?? [], created),
      }),
    );
    const info = file.add(
      dictionary({
        Title: text(metadata.title),
        Subject: metadata.subject === undefined ? undefined : text(metadata.subject),
        Creator: text(PRODUCER),
        Producer: text(PRODUCER),
        CreationDate: created,
        ModDate: created,
      }),
    );
    return file.toBuffer(root, info);
  }
}

const outputIntent = (file: PdfFile): string =>
  dictionary({
    Type: name('OutputIntent'),
    S: name('GTS_PDFA1'),
    OutputConditionIdentifier: text('sRGB IEC61966-2.1'),
    Info: text('sRGB IEC61966-2.1'),
    DestOutputProfile: file.stream({ N: 3, Filter: name('FlateDecode') }, SRGB_PROFILE),
  });
