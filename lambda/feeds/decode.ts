const WINDOWS_1252_HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean => head.every((byte, index) => bytes[index] === byte);

const encodingByShape = (bytes: Uint8Array): string | undefined => {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0x3c, 0x00, 0x3f, 0x00)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0x00, 0x3c, 0x00, 0x3f)) return 'utf-16be';
  return undefined;
};

/** The first `length` bytes as characters of one byte each; enough to read an XML declaration. */
const asciiHead = (bytes: Uint8Array, length: number): string => String.fromCharCode(...bytes.subarray(0, length));

const declaredEncoding = (bytes: Uint8Array): string | undefined =>
  /<\?xml[^>]{0,200}?encoding\s{0,10}=\s{0,10}["']([\w.:-]{1,40})["']/.exec(asciiHead(bytes, 512))?.[1];

const headerCharset = (contentType: string): string | undefined => /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType)?.[1];

const decodeStrictly = (bytes: Uint8Array, label: string): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const decodeWindows1252 = (bytes: Uint8Array): string => {
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += 8192) {
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + 8192)));
  }
  return pieces.join('').replace(/[\u0080-\u009f]/g, (mark) => WINDOWS_1252_HIGH[mark.charCodeAt(0) - 0x80] ?? mark);
};

const isSingleByteWestern = (label: string): boolean => /^(?:iso-?8859-1|latin-?1|windows-1252|cp1252|us-ascii|ascii)$/i.test(label);

/** More than nine in ten of the bytes past ASCII are valid UTF-8: a few are broken, the rest is meant so. */
const mostlyUtf8 = (bytes: Uint8Array): string | undefined => {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.split('\ufffd').length - 1;
  const high = bytes.reduce((count, byte) => (byte > 0x7f ? count + 1 : count), 0);
  return broken * 10 < high ? text : undefined;
};

const decodeAs = (bytes: Uint8Array, label: string | undefined): string | undefined => {
  if (label === undefined) return undefined;
  return isSingleByteWestern(label) ? decodeWindows1252(bytes) : decodeStrictly(bytes, label);
};

/**
 * The text of a feed's body: byte-order mark, then valid UTF-8, then the header's charset, then the XML declaration,
 * then mostly valid UTF-8, then windows-1252. Never throws. (Node's own windows-1252 is wrong at 0x80–0x9F.)
 */
export const decodeBody = (bytes: Uint8Array, contentType: string): string => {
  const shape = encodingByShape(bytes);
  const text =
    decodeAs(bytes, shape) ??
    decodeStrictly(bytes, 'utf-8') ??
    decodeAs(bytes, headerCharset(contentType)) ??
    decodeAs(bytes, declaredEncoding(bytes)) ??
    mostlyUtf8(bytes) ??
    decodeWindows1252(bytes);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
};
