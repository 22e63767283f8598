import { type Document, isMap, isScalar, LineCounter, type ParsedNode, parseDocument, Scalar, visit } from 'yaml';

export type YamlPath = readonly (string | number)[];

/** A place in a watchlist file: offsets in UTF-16 units, line and column from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface PositionedYaml {
  readonly value: unknown;
  readonly syntaxErrors: readonly { readonly message: string; readonly place: Place }[];
  /** Where the value at a path stands; the nearest part that exists when it is missing. */
  readonly placeOf: (path: YamlPath) => Place;
  /** Where a part of the text at a path stands, whatever quotation marks and escapes YAML needs for it. */
  readonly placeWithin: (path: YamlPath, at: number, length: number) => Place;
  /** What stands at a path, on its first line. */
  readonly writtenAt: (path: YamlPath) => string;
  /** The quotation mark that YAML takes away from the text at a path; undefined for none. */
  readonly quoteOf: (path: YamlPath) => '"' | "'" | undefined;
  /** Where a key of the map at a path stands. */
  readonly placeOfKey: (path: YamlPath, key: string) => Place;
}

type Range = readonly [number, number];

const nodeRange = (document: Document.Parsed<ParsedNode>, path: YamlPath): Range => {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (Array.isArray(range)) return [Number(range[0]), Number(range[1])];
  }
  return [0, 1];
};

const keyRange = (document: Document.Parsed<ParsedNode>, path: YamlPath, key: string): Range => {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return nodeRange(document, path);
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  const range = isScalar(pair?.key) ? pair.key.range : undefined;
  return range ? [range[0], range[1]] : nodeRange(document, path);
};

/** Offset into the written text of an offset into the text that YAML makes of it; one line only. */
const writtenOffset = (written: string, at: number): number => {
  const [quote] = written;
  if (quote !== '"' && quote !== "'") return at;
  let offset = 1;
  for (let unit = 0; unit < at && offset < written.length; unit += 1) {
    const escaped = /^(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|'')/.exec(written.slice(offset))?.[0];
    const isEscape = escaped !== undefined && (quote === '"' ? escaped.startsWith('\\') : escaped === "''");
    offset += isEscape ? escaped.length : 1;
  }
  return offset;
};

/** Uses of anchors, counted as they multiply. */
const MOST_ALIASES = 5_000;

/** YAML takes a star that begins a word for a reference. Where nothing has that name it is the word that the author meant. */
const restoreLeadingStars = (document: Document.Parsed<ParsedNode>): void => {
  const known = new Set<string>();
  visit(document, {
    Node: (_key, node) => {
      if ('anchor' in node && typeof node.anchor === 'string') known.add(node.anchor);
    },
    Alias: (_key, node) => {
      if (known.has(node.source)) return undefined;
      const word = new Scalar(`*${node.source}`);
      if (node.range) word.range = node.range;
      return word;
    },
  });
};

const jsValueOf = (document: Document.Parsed<ParsedNode>): { readonly value: unknown } | undefined => {
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (error) {
    // What the document refers to, or merges, is not there or is no map.
    if (error instanceof Error) return undefined;
    throw error;
  }
};

/** Reads YAML and remembers where everything stands. */
export const readYaml = (text: string): PositionedYaml => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = ([from, to]: Range): Place => {
    const start = lines.linePos(from);
    const firstLine = text.slice(from, to).split('\n')[0] ?? '';
    return { line: Math.max(1, start.line), column: Math.max(1, start.col), length: Math.max(1, firstLine.length) };
  };
  if (document.errors.length === 0) restoreLeadingStars(document);
  const errors = document.errors.map((error) => ({ message: error.message, place: place([error.pos[0], error.pos[1]]) }));
  const value = errors.length > 0 ? undefined : jsValueOf(document);
  const tooMany = {
    message: `its references (&name, *name, <<) lead nowhere, or there are more than ${MOST_ALIASES}: write them out`,
    place: place([0, 1]),
  };
  return {
    value: value?.value,
    syntaxErrors: errors.length === 0 && value === undefined ? [tooMany] : errors,
    placeOf: (path) => place(nodeRange(document, path)),
    placeWithin: (path, at, length) => {
      const [from, to] = nodeRange(document, path);
      const written = text.slice(from, to);
      const isThere = isScalar(path.length === 0 ? undefined : document.getIn(path, true));
      if (!isThere || /^[|>]|\n/.test(written.trimEnd())) return place([from, to]);
      const begin = writtenOffset(written, at);
      return place([from + begin, from + Math.max(begin + 1, writtenOffset(written, at + length))]);
    },
    writtenAt: (path) => text.slice(...nodeRange(document, path)).split('\n')[0] ?? '',
    quoteOf: (path) => {
      const mark = text[nodeRange(document, path)[0]];
      return mark === '"' || mark === "'" ? mark : undefined;
    },
    placeOfKey: (path, key) => place(keyRange(document, path, key)),
  };
};
