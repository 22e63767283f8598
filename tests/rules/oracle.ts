import { type Word, type WordForm, wordsOf } from '../../lambda/core/words.js';
import type { Expression, Field, Sequence, SoughtWord } from '../../lambda/rules/expression.js';
import type { MatchableStory } from '../../lambda/rules/read-story.js';

// The slow evaluator that the fast matcher is held against: every tree is walked on every story, place by place.

interface FieldText {
  readonly field: Field;
  readonly text: string;
  readonly words: readonly Word[];
}

interface Span {
  readonly text: number;
  readonly first: number;
  readonly last: number;
}

const textsOf = (story: MatchableStory): readonly FieldText[] => {
  const texts: (readonly [Field, string | undefined])[] = [
    ['title', story.title],
    ['body', story.summary],
    ['source', story.source],
    ['author', story.author],
    ['lang', story.language],
    ['url', story.link],
    ...(story.tags ?? []).map((tag) => ['tag', tag] as const),
  ];
  return texts.flatMap(([field, text]) => (text === undefined ? [] : [{ field, text, words: wordsOf(text) }]));
};

const isForm = (form: WordForm, sought: SoughtWord): boolean => {
  const open = sought.prefix && !sought.unspaced;
  if (!(open ? form.folded.startsWith(sought.folded) : form.folded === sought.folded)) return false;
  return sought.exact === undefined || (open ? form.exact.startsWith(sought.exact) : form.exact === sought.exact);
};

/** In how many words the sought one stands at a place: one, or those of a compound. */
const lengthsAt = (word: Word | undefined, sought: SoughtWord): readonly number[] => {
  if (word === undefined) return [];
  return [
    ...(word.forms.some((form) => isForm(form, sought)) ? [1] : []),
    ...word.compounds.filter((compound) => isForm(compound, sought)).map((compound) => compound.length),
  ];
};

const endsOf = (words: readonly Word[], at: number, sequence: Sequence): readonly number[] => {
  const [sought, ...rest] = sequence;
  if (sought === undefined) return [at - 1];
  return lengthsAt(words[at], sought).flatMap((length) => endsOf(words, at + length, rest));
};

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

const boundariesIn = ({ text, words }: FieldText, place: number): ReadonlySet<number> => {
  let first = place;
  while (first > 0 && words[first - 1]?.end === words[first]?.start) first -= 1;
  let last = place;
  while (words[last + 1]?.start === words[last]?.end && words[last + 1] !== undefined) last += 1;
  const from = words[first]?.start ?? 0;
  const to = words[last]?.end ?? 0;
  return new Set([to, ...[...segmenter.segment(text.slice(from, to))].map(({ index }) => from + index)]);
};

const isAligned = (text: FieldText, first: number, last: number, sequence: Sequence): boolean => {
  const checksStart = sequence[0]?.unspaced === true;
  const end = sequence.at(-1);
  const checksEnd = end?.unspaced === true && !end.prefix;
  const from = text.words[first]?.start ?? 0;
  const to = text.words[last]?.end ?? 0;
  const begins = !checksStart || boundariesIn(text, first).has(from);
  const ends = !checksEnd || boundariesIn(text, last).has(to);
  if (begins && ends) return true;
  if (!checksStart || !checksEnd || first === last || !/^\p{Script=Han}/u.test(text.text.slice(from))) return false;
  const boundaries = boundariesIn(text, first);
  const inside = text.words.slice(first + 1, last + 1).some((word) => boundaries.has(word.start));
  return !inside && (boundaries.has(from) || boundaries.has(to));
};

const spansOf = (expression: Expression, texts: readonly FieldText[], fields: readonly Field[]): readonly Span[] => {
  if (expression.kind === 'field') return spansOf(expression.item, texts, [expression.field]);
  if (expression.kind === 'or') return expression.items.flatMap((item) => spansOf(item, texts, fields));
  if (expression.kind !== 'words') throw new Error(`${expression.kind} has no place`);
  return texts.flatMap((each, text) =>
    !fields.includes(each.field)
      ? []
      : expression.spellings.flatMap((sequence) =>
          each.words.flatMap((_, first) =>
            endsOf(each.words, first, sequence)
              .filter((last) => isAligned(each, first, last, sequence))
              .map((last) => ({ text, first, last })),
          ),
        ),
  );
};

const isNear = (left: Span, right: Span, most: number, ordered: boolean): boolean => {
  if (left.text !== right.text) return false;
  if (right.first > left.last) return right.first - left.last - 1 <= most;
  return !ordered && left.first > right.last && left.first - right.last - 1 <= most;
};

const holdsIn = (expression: Expression, texts: readonly FieldText[], fields: readonly Field[]): boolean => {
  const holds = (item: Expression): boolean => holdsIn(item, texts, fields);
  switch (expression.kind) {
    case 'words':
      return spansOf(expression, texts, fields).length > 0;
    case 'field':
      return holdsIn(expression.item, texts, [expression.field]);
    case 'not':
      return !holds(expression.item);
    case 'and':
      return expression.items.every(holds);
    case 'or':
      return expression.items.some(holds);
    case 'of':
      return expression.items.filter(holds).length >= expression.least;
    default: {
      const rights = spansOf(expression.right, texts, fields);
      return spansOf(expression.left, texts, fields).some((left) =>
        rights.some((right) => isNear(left, right, expression.most, expression.ordered)),
      );
    }
  }
};

/** Whether a tree holds in a story. */
export const oracleHolds = (expression: Expression, story: MatchableStory): boolean =>
  holdsIn(expression, textsOf(story), ['title', 'body']);
