import type { Expression } from './expression.js';

/** An operand stands without parentheses when it is a word, a phrase, or has parentheses of its own. */
const isTight = (expression: Expression): boolean =>
  expression.kind === 'words' || expression.kind === 'of' || (expression.kind === 'field' && isTight(expression.item));

const operand = (expression: Expression): string =>
  isTight(expression) ? printExpression(expression) : `(${printExpression(expression)})`;

/** Beside AND and OR, a NOT and a NEAR need no parentheses. */
const joined = (items: readonly Expression[], operator: string): string =>
  items.map((item) => (item.kind === 'not' || item.kind === 'near' ? printExpression(item) : operand(item))).join(operator);

/** Writes an expression in its canonical form: operators in words, straight quotes, no more parentheses than it takes. */
export const printExpression = (expression: Expression): string => {
  switch (expression.kind) {
    case 'words':
      return expression.text;
    case 'and':
      return joined(expression.items, ' AND ');
    case 'or':
      return joined(expression.items, ' OR ');
    case 'not':
      return `NOT ${operand(expression.item)}`;
    case 'field':
      return `${expression.field}:${operand(expression.item)}`;
    case 'of':
      return `${expression.least} OF (${expression.items.map(printExpression).join(', ')})`;
    default:
      return `${operand(expression.left)} ${expression.ordered ? 'BEFORE' : 'NEAR'}/${expression.most} ${operand(expression.right)}`;
  }
};
