import { decodeHTML } from 'entities';
import { Tokenizer } from 'htmlparser2';

const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'template', 'applet']);
const TAGS: ReadonlySet<string> = new Set([
  ...BLOCKS,
  ...SILENT,
  ...'a abbr acronym b bdi bdo big blink center cite code del dfn dir em embed font i iframe img input ins kbd label link map marquee meta noscript object param q s samp select small source span strike strong sub summary sup textarea title tt u var video'.split(
    ' ',
  ),
]);

// Control characters, direction overrides, zero-width marks: nothing that a person reads.
const INVISIBLE = /(?![\t\n\r])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/gu;
const MARK_PILE = /(\p{M}{4})\p{M}+/gu;
const BEYOND_PLAIN = /[^\x20-\x7e]/;
const SPACES = /[\s\u00a0]+/gu;

/** One line of readable text: white space collapsed, what is invisible removed, piles of combining marks cut. */
const tidy = (text: string): string => {
  const oneLine = text.replace(SPACES, ' ').trim();
  if (!BEYOND_PLAIN.test(oneLine)) return oneLine;
  return oneLine.toWellFormed().replace(INVISIBLE, '').replace(MARK_PILE, '$1').replace(SPACES, ' ').trim();
};

const nothing = (): void => {};

/** The pieces of text of an HTML fragment, by the tokenizer alone: no tree, so no depth can slow it down. */
const textPieces = (html: string): readonly string[] => {
  const pieces: string[] = [];
  let silent = 0;
  const tag = (start: number, end: number, step: 1 | -1): void => {
    const name = html.slice(start, end).toLowerCase();
    if (SILENT.has(name)) silent = Math.max(0, silent + step);
    if (BLOCKS.has(name)) pieces.push(' ');
  };
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      ontext: (start, end) => {
        if (silent === 0) pieces.push(html.slice(start, end));
      },
      ontextentity: (codepoint) => {
        if (silent === 0) pieces.push(String.fromCodePoint(codepoint));
      },
      onopentagname: (start, end) => tag(start, end, 1),
      onclosetag: (start, end) => tag(start, end, -1),
      onattribdata: nothing,
      onattribentity: nothing,
      onattribend: nothing,
      onattribname: nothing,
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onend: nothing,
      onopentagend: nothing,
      onprocessinginstruction: nothing,
      onselfclosingtag: nothing,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return pieces;
};

/** The readable text of an HTML fragment: tags and scripts dropped, character references resolved once. Linear. */
export const plainText = (html: string): string => {
  if (html.includes('<')) return tidy(textPieces(html).join(''));
  return tidy(html.includes('&') ? decodeHTML(html) : html);
};

const REFERENCE = /&(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z]{2,8}\d?);/i;

/** As {@link plainText}; references that were escaped twice, as many titles have them, are resolved once more. */
export const plainTitle = (html: string): string => {
  const text = plainText(html);
  return REFERENCE.test(text) ? tidy(decodeHTML(text)) : text;
};

/** Whether a text that is said to be plain is HTML all the same: it has an end tag or a reference, and only known tags. */
export const looksLikeHtml = (text: string): boolean => {
  if (!/<\/[a-z]|<[a-z][^<>]{0,200}\/>|&[a-z#]/i.test(text)) return false;
  return [...text.matchAll(/<\/?([a-z][a-z\d]{0,12})/gi)].every(([, name = '']) => TAGS.has(name.toLowerCase()));
};
