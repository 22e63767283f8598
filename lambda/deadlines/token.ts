/** A word or number of a sentence as the deadline grammar sees it. */
export interface Token {
  /** Lower case, straight apostrophes, without a closing full stop or a possessive 's. */
  readonly text: string;
  readonly raw: string;
  /** Where it stands in the sentence, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The marks between the token before and this one, without spaces: `,` or `—"`. */
  readonly before: string;
  readonly possessive: boolean;
  readonly capital: boolean;
  /** A percent sign stands behind it. */
  readonly percent?: boolean;
}

export interface Sentence {
  readonly text: string;
  /** Where the sentence begins in its field. */
  readonly start: number;
  readonly tokens: readonly Token[];
  /** The sentence before it in its field. */
  readonly before?: Sentence;
}

/** What a form reads at a token: its value, and the index past its last token. */
export type Read<T> = { readonly value: T; readonly past: number } | undefined;

/** One small parser: reads one form of time expression that begins at a token, or nothing. */
export type Form<T> = (tokens: readonly Token[], at: number) => Read<T>;

export const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? '';

/** So many words from a token on, with one space between them. */
export const phraseAt = (tokens: readonly Token[], at: number, length: number): string => {
  let phrase = wordAt(tokens, at);
  for (let offset = 1; offset < length; offset += 1) phrase += ` ${wordAt(tokens, at + offset)}`;
  return phrase;
};

/** True when nothing but spaces, a comma or a hyphen stands before the token. */
export const joined = (tokens: readonly Token[], at: number): boolean => /^[,\-–]?$/.test(tokens[at]?.before ?? '.');

/** A table of words: none has what every object inherits ("constructor" is a word of news too). */
export const wordTable = <Value>(table: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  Object.assign(Object.create(null), table);
