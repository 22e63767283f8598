import { fold } from '../core/fold.js';

const NAME = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]+(?:['’]s)?/gu;
const NOT_NAMES: ReadonlySet<string> = new Set(
  'the a an in on at by to for of and but as it its his her he she they after before new more when while with from over monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december gmt utc edt est sample'.split(
    ' ',
  ),
);

/** The capitalised words of a text, folded, without weekdays, months and sentence openers: what it is about. */
export const namesIn = (text: string): readonly string[] => {
  const names = [...text.matchAll(NAME)].map((found) => fold(found[0].replace(/['’]s$/u, '')));
  return [...new Set(names.filter((name) => !NOT_NAMES.has(name)))].slice(0, 30);
};
