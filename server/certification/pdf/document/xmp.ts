import type { AttachedFile } from './attached-file.ts';

/** What a document says of itself, in its Info dictionary and again as XMP (ISO 16684-1; ISO 19005-3, 6.6). */
export interface Metadata {
  readonly title: string;
  readonly subject?: string;
  readonly language: string;
  /** `YYYY-MM-DD`. */
  readonly created: string;
  /** What lies in the document beside its pages. */
  readonly files?: readonly AttachedFile[];
}

export const PRODUCER = 'Bimtek';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const alternatives = (tag: string, text: string): string =>
  `<dc:${tag}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt></dc:${tag}>`;

export const xmp = ({
  title,
  subject,
  language,
  created,
}: Metadata): string => `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
${alternatives('title', title)}${subject === undefined ? '' : alternatives('description', subject)}
<dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${created}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>${created}T00:00:00Z</xmp:ModifyDate><xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool>
<pdf:Producer>${PRODUCER}</pdf:Producer>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
