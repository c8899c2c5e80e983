/** What minutes (berita acara) say, as it is printed. */
export interface Minutes {
  /** The issuer, as on its certificates; empty: none is set. */
  readonly issuer: readonly string[];
  readonly number: string | undefined;
  /** `YYYY-MM-DD`: the day of the minutes, and the days of the class. */
  readonly day: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly place: string | undefined;
  readonly course: string;
  readonly className: string;
  readonly region: string | undefined;
  /** Steps of the way to the certificate and how many took them. */
  readonly counts: readonly { readonly label: string; readonly count: number }[];
  readonly members: number;
  readonly certified: number;
  /** Two at most. */
  readonly signatories: readonly { readonly office: string; readonly name: string }[];
  /** Undefined: no lists of names. */
  readonly lists: { readonly certified: readonly Person[]; readonly open: readonly Person[] } | undefined;
}

export interface Person {
  readonly name: string;
  /** Region; undefined where it was not asked for. */
  readonly region: string | undefined;
  /** Serial of the certificate, or what is missing. */
  readonly note: string;
}
