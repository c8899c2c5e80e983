import type { Request, RequestHandler } from 'express';
import { imageSize } from 'image-size';
import multer from 'multer';
import { Invalid } from '../errors.ts';

const MEGABYTE = 1024 * 1024;

export interface UploadRule {
  /** Name of the form's field. */
  readonly field: string;
  /** More fields of the form that may bring a file each, under the same rule. */
  readonly also?: readonly string[];
  readonly maxBytes: number;
  /**
   * Which kinds are let in, decided by the file's first bytes, never by its name or what the browser says. Left out:
   * whoever handles the file reads it whole and decides (an import).
   */
  readonly kinds?: readonly UploadKind[];
}

export type UploadKind = 'png' | 'jpeg' | 'pdf';

const signatures: Readonly<Record<UploadKind, readonly number[]>> = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
};

/** The kind of file these bytes are, if it is one we know. */
export const sniff = (bytes: Buffer): UploadKind | undefined =>
  (Object.keys(signatures) as UploadKind[]).find((kind) =>
    signatures[kind].every((byte, index) => bytes[index] === byte),
  );

const fieldsOf = ({ field, also = [] }: UploadRule): readonly string[] => [field, ...also];

/** What a field of the form brought, once `uploadOf` has read it. */
export const fileOf = ({ files }: Pick<Request, 'files'>, field: string): Buffer | undefined => (Array.isArray(files) ? undefined : files?.[field]?.[0]?.buffer);

/** Takes files into memory, one a field; anything too large or of another kind becomes an `Invalid` with a clear word. */
export function uploadOf(rule: UploadRule): RequestHandler {
  const fields = fieldsOf(rule);
  const receive = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: rule.maxBytes, files: fields.length, fields: 50, fieldSize: MEGABYTE, parts: 60 },
  }).fields(fields.map((name) => ({ name, maxCount: 1 })));
  return (request, response, next) => {
    receive(request, response, (problem: unknown) => {
      if (problem instanceof multer.MulterError) {
        const sentence =
          problem.code === 'LIMIT_FILE_SIZE'
            ? 'Berkas terlalu besar. Pilih berkas yang lebih kecil.'
            : 'Berkas tidak dapat diterima. Pilih satu berkas saja.';
        next(new Invalid(sentence, { [fields.includes(problem.field ?? '') ? (problem.field ?? '') : rule.field]: sentence }));
      } else if (problem) {
        // The body was cut off or is no form: a connection that broke looks like this.
        const sentence = 'Kiriman terputus di tengah jalan. Pilih berkasnya lagi, lalu kirim sekali lagi.';
        next(new Invalid(sentence, { [rule.field]: sentence }));
      } else {
        const { files } = request;
        // Most forms bring one file, which their handlers find under this name.
        const only = Array.isArray(files) ? undefined : files?.[rule.field]?.[0];
        if (only) request.file = only;
        next(fields.map((field) => wrongKind(fileOf(request, field), rule, field)).find((fault) => fault !== undefined));
      }
    });
  };
}

/** Of a PDF its end is looked for in so many bytes (ISO 32000-1, annex H, implementation note 18). */
const PDF_TAIL = 1024;

/** Whether the file goes on behind its first bytes: a picture without a size shows nothing anywhere. */
const isWhole = (buffer: Buffer, kind: UploadKind): boolean => {
  if (kind === 'pdf') return buffer.subarray(-PDF_TAIL).includes('%%EOF');
  try {
    const { width, height } = imageSize(buffer);
    return width > 0 && height > 0;
  } catch {
    return false;
  }
};

const wrongKind = (buffer: Buffer | undefined, rule: UploadRule, field: string): Invalid | undefined => {
  if (!buffer || !rule.kinds) return undefined;
  const kind = sniff(buffer);
  if (kind && rule.kinds.includes(kind) && isWhole(buffer, kind)) return undefined;
  const sentence = rule.kinds.includes('pdf')
    ? 'Berkas ini tidak dapat dipakai atau tidak lengkap. Pilih foto JPEG atau PNG, atau PDF.'
    : 'Jenis berkas ini tidak dapat dipakai. Pilih gambar PNG atau JPEG.';
  return new Invalid(sentence, { [field]: sentence });
};
