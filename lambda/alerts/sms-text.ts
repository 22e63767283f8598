const GSM_BASIC: ReadonlySet<string> = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM_EXTENSION: ReadonlySet<string> = new Set('^{}\\[~]|€');

const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‹': "'",
  '›': "'",
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '•': '-',
  '·': '-',
  '×': 'x',
  '\u00a0': ' ',
  '\t': ' ',
  '`': "'",
  '´': "'",
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  œ: 'oe',
  Œ: 'OE',
  þ: 'th',
  Þ: 'Th',
  ð: 'd',
  '™': '(TM)',
  '©': '(c)',
  '®': '(R)',
};

/** Septets of one segment, and of each part of a longer message (3GPP TS 23.038, 23.040). */
const SINGLE_SEPTETS = 160;
const PART_SEPTETS = 153;
const SINGLE_UNITS = 70;
const PART_UNITS = 67;

const isGsm = (character: string): boolean => GSM_BASIC.has(character) || GSM_EXTENSION.has(character);

const transliterate = (character: string): string => {
  if (isGsm(character)) return character;
  const plain = PLAIN[character];
  if (plain !== undefined) return plain;
  const base = character.normalize('NFKD').replace(/\p{M}+/gu, '');
  return base !== '' && [...base].every(isGsm) ? base : character;
};

/** The text with typographic marks and accents written in the GSM 7-bit alphabet where it has a way to write them. */
export const toGsm = (text: string): string => [...text.normalize('NFC')].map(transliterate).join('');

export interface SmsSize {
  readonly alphabet: 'gsm-7' | 'ucs-2';
  /** Septets in GSM-7 (extension characters count two), UTF-16 units in UCS-2. */
  readonly length: number;
  readonly segments: number;
}

/** What the networks will make of a text: alphabet, length and segments. */
export const smsSize = (text: string): SmsSize => {
  const characters = [...text];
  if (!characters.every(isGsm)) {
    return { alphabet: 'ucs-2', length: text.length, segments: text.length <= SINGLE_UNITS ? 1 : Math.ceil(text.length / PART_UNITS) };
  }
  const length = characters.reduce((septets, character) => septets + (GSM_EXTENSION.has(character) ? 2 : 1), 0);
  return { alphabet: 'gsm-7', length, segments: length <= SINGLE_SEPTETS ? 1 : Math.ceil(length / PART_SEPTETS) };
};

/** Two parts at the most: what a digest may fill. */
const fitsTwo = (text: string): boolean => smsSize(text).segments <= 2;

const fits = (text: string): boolean => {
  const size = smsSize(text);
  return size.alphabet === 'gsm-7' ? size.length <= SINGLE_SEPTETS : size.length <= PART_UNITS * 2;
};

const shorten = (head: string, length: number): string => {
  const cut = [...head].slice(0, length).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.-]+$/, '')}...`;
};

/**
 * One SMS: the headline cut at a word so that headline and tail fit one GSM-7 segment (for other scripts, two UCS-2
 * segments). The tail is kept; its optional link is the first thing to go when it alone is too long.
 */
export const composeSms = (headline: string, tail: string, link = ''): string => {
  const head = toGsm(headline);
  const tails = [link === '' ? toGsm(tail) : `${toGsm(tail)} ${toGsm(link)}`, toGsm(tail), ''].map((each) => each.trim());
  for (const end of tails) {
    const joined = (text: string): string => (end === '' ? text : `${text} ${end}`);
    if (fits(joined(head))) return joined(head);
    for (let length = [...head].length - 1; length >= 24; length -= 1) {
      if (fits(joined(shorten(head, length)))) return joined(shorten(head, length));
    }
  }
  return shorten(head, 40);
};

/** Several headlines in one SMS, numbered, each cut to its share of the room: one GSM-7 segment, or two in UCS-2. */
export const composeSmsList = (headlines: readonly string[]): string => {
  const heads = headlines.map(toGsm);
  const write = (length: number): string =>
    heads.map((head, index) => `${index + 1}) ${[...head].length <= length ? head : shorten(head, length - 3)}`).join(' ');
  for (let length = SINGLE_SEPTETS; length > 8; length -= 1) if (fits(write(length))) return write(length);
  return composeSms(heads.join('; '), '');
};

/** A headline that is cut shorter than this says too little: better to count it. */
const SHORTEST_HEADLINE = 40;

/**
 * A digest as one SMS of at most two segments: the lead, then as many headlines as can stand with forty characters each
 * (one at least), numbered, and how many more there are: `Rest of Tue 24 Nov: 1) Truce holds 2) … +8 more`.
 */
export const composeSmsDigest = (lead: string, headlines: readonly string[]): string => {
  const heads = headlines.map(toGsm);
  const write = (named: number, length: number): string =>
    [
      ...(lead === '' ? [] : [toGsm(lead)]),
      ...heads.slice(0, named).map((head, index) => `${index + 1}) ${[...head].length <= length ? head : shorten(head, length - 3)}`),
      ...(named === heads.length ? [] : [`+${heads.length - named} more`]),
    ].join(' ');
  for (let named = Math.min(heads.length, 8); named > 0; named -= 1) {
    for (let length = PART_SEPTETS * 2; length >= SHORTEST_HEADLINE; length -= 1) {
      if (fitsTwo(write(named, length))) return write(named, length);
    }
  }
  return composeSms(`${heads.length} alerts`, '');
};
