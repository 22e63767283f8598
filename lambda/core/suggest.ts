const distance = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let at = 1; at <= left.length; at += 1) {
    const next = [at];
    for (let column = 1; column <= right.length; column += 1) {
      const replace = (row[column - 1] ?? 0) + (left[at - 1] === right[column - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? right.length;
};

/** The known word that a mistyped one was most likely meant to be; undefined when none is near. */
export const suggest = (typed: string, known: readonly string[]): string | undefined => {
  const ranked = known
    .map((word) => ({ word, away: distance(typed.toLowerCase(), word.toLowerCase()) }))
    .sort((left, right) => left.away - right.away);
  const [best] = ranked;
  return best !== undefined && best.away <= Math.max(2, Math.floor(typed.length / 3)) ? best.word : undefined;
};
