import { Parser } from 'htmlparser2';

const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'template', 'applet']);

// Control characters, direction overrides, zero-width marks: nothing that a person reads.
const INVISIBLE = /(?![\t\n\r])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/gu;
const MARK_PILE = /(\p{M}{4})\p{M}+/gu;

/** One line of readable text: white space collapsed, what is invisible removed, piles of combining marks cut. */
const tidy = (text: string): string =>
  text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(MARK_PILE, '$1')
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim();

/** The readable text of an HTML fragment: tags and scripts dropped, character references resolved once. Linear. */
export const plainText = (html: string): string => {
  if (!/[<&]/.test(html)) return tidy(html);
  const pieces: string[] = [];
  let silent = 0;
  const parser = new Parser(
    {
      onopentagname: (name) => {
        if (SILENT.has(name)) silent += 1;
        if (BLOCKS.has(name)) pieces.push(' ');
      },
      onclosetag: (name) => {
        if (SILENT.has(name)) silent = Math.max(0, silent - 1);
        if (BLOCKS.has(name)) pieces.push(' ');
      },
      ontext: (text) => {
        if (silent === 0) pieces.push(text);
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return tidy(pieces.join(''));
};
