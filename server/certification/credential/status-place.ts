/** Where a certificate's state is published: a bit in a list. */
export interface StatusPlace {
  /** From 1. */
  readonly list: number;
  /** From 0. */
  readonly index: number;
}

/** W3C Bitstring Status List 1.0: "revocation" and "suspension". */
export const STATUS_PURPOSES = ['revocation', 'suspension'] as const;
export type StatusPurpose = (typeof STATUS_PURPOSES)[number];

/** 16 KB uncompressed, the least that W3C Bitstring Status List 1.0 allows: whoever asks hides among as many. */
export const ENTRIES = 131_072;

export const statusListAddress = (home: string, list: number, purpose: StatusPurpose): string => `${home}/status/${list}/${purpose}`;
