"""The labelled stories that `npm run export:deadlines` writes, for the teachers and the network."""

import json
import random
import re
from pathlib import Path

NONE_KNOWN = -1

# What is seen of a time besides its words: its form, what leads it, how it lies to publication, and how sure its cue is.
KEPT = re.compile(
    r"^(?:at|ahead|back|form|clock|which|anchor|because|lead|uat|ubecause|grammar|ugrammar):"
    r"|^(?:grammar|ugrammar)>="
    r"|^(?:history|denied|midnight|stated-zone|possessive|range|listed|question|quoted|udenied|uquestion)$"
)


def read_stories(path):
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            for time in story["times"]:
                time["features"] = [name for name in time["features"] if KEPT.match(name)]
                time["outcome"] = NONE_KNOWN if time["outcome"] is None else time["outcome"]
            yield story


def is_learnt_from(story):
    return not story["aside"] and any(time["outcome"] != NONE_KNOWN for time in story["times"])


def batches(stories, most_words, length_of, shuffled=True):
    """Stories of about the same length together, with at most so many words a batch, padding counted."""
    stories = list(stories)
    if shuffled:
        random.shuffle(stories)
    made = []
    for begin in range(0, len(stories), 3000):
        batch = []
        for story in sorted(stories[begin : begin + 3000], key=length_of):
            if batch and (len(batch) + 1) * length_of(story) > most_words:
                made.append(batch)
                batch = []
            batch.append(story)
        if batch:
            made.append(batch)
    if shuffled:
        random.shuffle(made)
    return made
