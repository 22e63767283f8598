const WINDOWS_1252_HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean => head.every((byte, index) => bytes[index] === byte);

const encodingByShape = (bytes: Uint8Array): string | undefined => {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0x3c, 0, 0, 0)) return 'utf-32le';
  if (startsWith(bytes, 0, 0, 0xfe, 0xff) || startsWith(bytes, 0, 0, 0, 0x3c)) return 'utf-32be';
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if (startsWith(bytes, 0xff, 0xfe) || (first !== 0 && second === 0 && third !== 0 && fourth === 0 && bytes.length > 3)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff) || (first === 0 && second !== 0 && third === 0 && fourth !== 0)) return 'utf-16be';
  return undefined;
};

const ASCII = new TextDecoder('latin1');

/** The first `length` bytes as characters of one byte each; enough to read an XML declaration. */
const asciiHead = (bytes: Uint8Array, length: number): string => ASCII.decode(bytes.subarray(0, length));

const declaredEncoding = (bytes: Uint8Array): string | undefined =>
  /<\?xml[^>]{0,200}?encoding\s{0,10}=\s{0,10}["']([\w.:-]{1,40})["']/.exec(asciiHead(bytes, 512))?.[1];

/** Labels that feeds use and the Encoding Standard does not know. */
const standardLabel = (label: string): string => label.replace(/^win-?(?=125\d$)/i, 'windows-');

const headerCharset = (contentType: string): string | undefined => /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType)?.[1];

const decodeStrictly = (bytes: Uint8Array, label: string): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const decodeLatin1 = (bytes: Uint8Array): string => {
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += 8192) {
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + 8192)));
  }
  return pieces.join('');
};

/** Control characters that windows-1252 has as quotes and dashes: nobody ever meant the control characters. */
export const asWindows1252 = (text: string): string =>
  text.replace(/[\u0080-\u009f]/g, (mark) => WINDOWS_1252_HIGH[mark.charCodeAt(0) - 0x80] ?? mark);

const isWestern = (label: string): boolean => /^(?:iso-?8859-1|latin-?1|windows-1252|cp1252|us-ascii|ascii)$/i.test(label);

/** More than nine in ten of the bytes past ASCII are valid UTF-8: a few are broken, the rest is meant so. */
const mostlyUtf8 = (bytes: Uint8Array): string | undefined => {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.split('\ufffd').length - 1;
  const high = bytes.reduce((count, byte) => (byte > 0x7f ? count + 1 : count), 0);
  return broken * 10 < high ? text : undefined;
};

const decodeUtf32 = (bytes: Uint8Array, littleEndian: boolean): string => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marks: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, littleEndian);
    marks.push(code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd');
  }
  return marks.join('');
};

const isMultiByte = (label: string): boolean =>
  /^(?:utf-?16|gb|hz|big5|euc|shift|sjis|ms932|windows-31j|iso-2022|ks_?c|x-sjis|cn-gb|csiso2022)/i.test(label);

const decodeMultiByte = (bytes: Uint8Array, labels: readonly string[]): string | undefined => {
  for (const label of labels.filter(isMultiByte)) {
    const text = decodeStrictly(bytes, label);
    if (text !== undefined) return text;
  }
  return undefined;
};

const decodeSingleByte = (bytes: Uint8Array, labels: readonly string[]): string => {
  for (const label of labels.filter((each) => !isMultiByte(each) && !isWestern(each))) {
    const text = decodeStrictly(bytes, label);
    if (text !== undefined) return text;
  }
  return decodeLatin1(bytes);
};

/** Escape sequences of ISO-2022 are plain ASCII, so such a text is valid UTF-8 without being meant so. */
const isEscaped = (bytes: Uint8Array, labels: readonly string[]): boolean =>
  labels.some((label) => /^(?:iso-2022|csiso2022|hz)/i.test(label)) && (bytes.includes(0x1b) || bytes.includes(0x7e));

const decodeByShape = (bytes: Uint8Array): string | undefined => {
  const shape = encodingByShape(bytes);
  if (shape === undefined) return undefined;
  if (shape.startsWith('utf-32')) return decodeUtf32(bytes, shape === 'utf-32le');
  return new TextDecoder(shape).decode(bytes);
};

/**
 * The text of a feed's body: byte-order mark or shape, then valid UTF-8, then a multi-byte label of the header or the
 * XML declaration that decodes strictly, then mostly valid UTF-8, then a single-byte label, then windows-1252. Never
 * throws. (Node's own windows-1252 is wrong at 0x80–0x9F.)
 */
export const decodeBody = (bytes: Uint8Array, contentType: string): string => {
  const labels = [headerCharset(contentType), declaredEncoding(bytes)].flatMap((label) =>
    label === undefined ? [] : [standardLabel(label)],
  );
  const text =
    decodeByShape(bytes) ??
    (isEscaped(bytes, labels) ? decodeMultiByte(bytes, labels) : undefined) ??
    decodeStrictly(bytes, 'utf-8') ??
    decodeMultiByte(bytes, labels) ??
    mostlyUtf8(bytes) ??
    decodeSingleByte(bytes, labels);
  return asWindows1252(text.replace(/^\ufeff+/, ''));
};
