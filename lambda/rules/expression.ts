/** Where a word is looked for: the story's own words, or what is known about it. */
export const FIELDS = ['title', 'body', 'source', 'author', 'lang', 'url', 'tag'] as const;
export type Field = (typeof FIELDS)[number];

/** A part of an expression's text: offset and length in UTF-16 units. */
export interface Span {
  readonly at: number;
  readonly length: number;
}

/** A word that must stand at a place. */
export interface SoughtWord {
  readonly folded: string;
  /** Case and accents as written, when they count (`=US`). */
  readonly exact?: string;
  /** Every word that begins so (`sanction*`). */
  readonly prefix: boolean;
  /** A character of a script without spaces. */
  readonly unspaced: boolean;
}

/** Adjacent words in order. */
export type Sequence = readonly SoughtWord[];

/** A word or a phrase; hyphens make several spellings of one, each of which will do. */
export interface Words extends Span {
  readonly kind: 'words';
  readonly spellings: readonly Sequence[];
  /** As the canonical form writes it: `truce`, `"oil sanctions"`, `sanction*`, `=US`. */
  readonly text: string;
}

/** `a NEAR/5 b`, `a BEFORE/5 b`: at most so many words between. */
export interface Near extends Span {
  readonly kind: 'near';
  readonly left: Expression;
  readonly right: Expression;
  readonly most: number;
  readonly ordered: boolean;
}

/** What a rule looks for, as a tree. */
export type Expression =
  | Words
  | Near
  | (Span & { readonly kind: 'and'; readonly items: readonly Expression[] })
  | (Span & { readonly kind: 'or'; readonly items: readonly Expression[] })
  | (Span & { readonly kind: 'not'; readonly item: Expression })
  | (Span & { readonly kind: 'of'; readonly least: number; readonly items: readonly Expression[] })
  | (Span & { readonly kind: 'field'; readonly field: Field; readonly item: Expression });

/** Something about an expression that its author should know: where, what, and what to write instead. */
export interface Remark extends Span {
  readonly message: string;
  readonly fix: string;
}

export type ParsedExpression =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly warnings: readonly Remark[] }
  | { readonly kind: 'error'; readonly error: Remark };

/** The expressions directly inside one. */
export const partsOf = (expression: Expression): readonly Expression[] => {
  switch (expression.kind) {
    case 'words':
      return [];
    case 'near':
      return [expression.left, expression.right];
    case 'not':
    case 'field':
      return [expression.item];
    default:
      return expression.items;
  }
};

/** A rule's words and phrases, in order. */
export const wordsIn = (expression: Expression): readonly Words[] =>
  expression.kind === 'words' ? [expression] : partsOf(expression).flatMap(wordsIn);
