/**
 * The verify page of a certificate with its secret token, as the QR code holds it. Whatever does not tell small letters
 * from capitals stands in capitals: a QR code writes them in 5.5 bits instead of 8 (ISO/IEC 18004, 7.4.4).
 */
export const qrAddress = (address: string, serial: string, token: string): string => {
  const [, origin = '', path = ''] = /^(\w+:\/\/[^/]*)(.*)$/.exec(address) ?? [];
  return `${origin.toUpperCase()}${path}/V/${serial}/${token}`;
};

/** Another code sits behind the same page: for links, which are read by people. */
export const openAddress = (serial: string, token: string): string => `/v/${serial}/${token}`;
