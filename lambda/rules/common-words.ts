// The hundred commonest words of English news, commonest first: what stands in nearly every story.
const COMMON =
  'the to of and a in for on that is with said he as at it from was by be has an have not will are who they his but after this their which or been its new more about had up we one were would there out you all her two first when people than also what over if other time into last year government she us state could some president three no years country against most where just can so our him world police being my may now many while during under city before'.split(
    ' ',
  );

const RANK = new Map(COMMON.map((word, rank) => [word, rank]));

/** How many of 10,000 stories a word may stand in, roughly: enough to tell common from rare. */
export const guessedStories = (folded: string): number => {
  const rank = RANK.get(folded);
  return rank === undefined ? Math.max(1, 200 / 2 ** Math.min(7, Math.max(0, folded.length - 3))) : 8_000 / (1 + rank / 10);
};

/** The words that nearly every story in English holds. */
export const isEverywhere = (folded: string): boolean => (RANK.get(folded) ?? Infinity) < 40;
