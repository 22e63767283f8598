"""Teaches the small network what the labelled stories and the teachers say, and writes lambda/deadlines/english/network-weights.ts.

    python student.py stories.jsonl ../../../../lambda/deadlines/english/network-weights.ts --taught teacher-1.pt teacher-2.pt

The network is the one of lambda/deadlines/english/network.ts: words as the deadline grammar reads them, each time as one word.
"""

import argparse
import base64
import collections
import json
import random
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from stories import NONE_KNOWN, batches, is_learnt_from, read_stories
from teacher import model_files

OUTCOMES = 5
PADDING, UNKNOWN, UNKNOWN_NAME = "<pad>", "<unk>", "<Name>"
CAPITAL, ENDING, ENDING_LENGTH = "^", "~", 3
# Marks that are never dropped; those of the other numbers are words.
MARKS = (PADDING, UNKNOWN, UNKNOWN_NAME, "<t>", "<s>", "<time>", "#", ",", ";", '"', "'s")
# A softer teacher tells more of what nearly was.
WARMTH = 2.0


def plain(word):
    return word[1:] if len(word) > 1 and word.startswith(CAPITAL) else word


def vocabulary_of(stories, least_uses, least_endings):
    uses, endings = collections.Counter(), collections.Counter()
    for story in stories:
        uses.update(plain(word) for word in story["words"])
    for word, many in uses.items():
        if many < least_uses:
            endings[ENDING + word[-ENDING_LENGTH:]] += many
    words = sorted(word for word, many in uses.items() if many >= least_uses)
    return [PADDING, UNKNOWN, UNKNOWN_NAME, *words, *sorted(end for end, many in endings.items() if many >= least_endings)]


def features_of(stories, least_uses):
    uses = collections.Counter(name for story in stories for time in story["times"] for name in time["features"])
    return [PADDING, *sorted(name for name, many in uses.items() if many >= least_uses)]


def encode(story, words, features, taught):
    def number(word):
        if plain(word) in words:
            return words[plain(word)]
        return words[UNKNOWN_NAME] if plain(word) != word else words.get(ENDING + word[-ENDING_LENGTH:], words[UNKNOWN])

    read = [(at, time) for at, time in enumerate(story["times"]) if time["word"] is not None]
    return {
        "ids": [number(word) for word in story["words"]],
        "weight": story["weight"],
        "at": [time["word"] for _, time in read],
        "features": [[features[name] for name in time["features"] if name in features] for _, time in read],
        "outcomes": [time["outcome"] for _, time in read],
        "taught": None if taught is None else taught[[at for at, _ in read]],
    }


class Layer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        width, inner = shape["width"], shape["inner"]
        self.before, self.behind = nn.LayerNorm(width), nn.LayerNorm(width)
        self.split, self.joined = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.distances = nn.Parameter(torch.zeros(shape["heads"], 2 * shape["reach"] + 1))

    def forward(self, rows, mask, far, dropped):
        many, words, width = rows.shape
        heads = self.shape["heads"]
        asks, keys, values = self.split(self.before(rows)).view(many, words, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
        heard = F.scaled_dot_product_attention(asks, keys, values, attn_mask=mask + self.distances[:, far][None])
        rows = rows + F.dropout(self.joined(heard.transpose(1, 2).reshape(many, words, width)), dropped, self.training)
        return rows + F.dropout(self.narrow(F.relu(self.widen(self.behind(rows)))), dropped, self.training)


class Student(nn.Module):
    def __init__(self, shape, dropped):
        super().__init__()
        self.shape, self.dropped = shape, dropped
        width, last = shape["width"], shape["last"]
        self.words = nn.Embedding(shape["words"], width)
        self.features = nn.EmbeddingBag(shape["features"], width, mode="sum", padding_idx=0)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape["layers"]))
        self.end = nn.LayerNorm(width)
        self.asked = nn.EmbeddingBag(shape["features"], last, mode="sum", padding_idx=0)
        self.first, self.second = nn.Linear(2 * width, last), nn.Linear(last, OUTCOMES)
        nn.init.normal_(self.features.weight, 0, 0.02)
        nn.init.normal_(self.asked.weight, 0, 0.02)

    def begin_with(self, vocabulary):
        """Words begin as the large model knows them, in fewer numbers."""
        tokenizer, known = model_files()
        large = known["embeddings.word_embeddings.weight"]
        pieces = [tokenizer.encode(word.strip("~<>"), add_special_tokens=False).ids or [100] for word in vocabulary]
        rows = torch.stack([large[ids].mean(0) for ids in pieces])
        rows = rows - rows.mean(0)
        _, _, directions = torch.linalg.svd(rows, full_matrices=False)
        fewer = rows @ directions[: self.shape["width"]].T
        self.words.weight.data = fewer / fewer.std() * 0.15

    def forward(self, batch):
        rows = self.words(batch["ids"])
        many, words, width = rows.shape
        seen = self.features(batch["features"], batch["feature_starts"])
        added = torch.zeros(many * words, width).index_add(0, batch["places"], seen)
        rows = F.dropout(rows + added.view_as(rows), self.dropped, self.training)
        reach = self.shape["reach"]
        far = (torch.arange(words)[None] - torch.arange(words)[:, None]).clamp(-reach, reach) + reach
        for layer in self.layers:
            rows = layer(rows, batch["mask"], far, self.dropped)
        rows = self.end(rows)
        both = torch.cat([rows.reshape(-1, width)[batch["places"]], rows[batch["story_of_time"], 0]], 1)
        hidden = self.first(both) + self.asked(batch["features"], batch["feature_starts"])
        return self.second(F.dropout(F.relu(hidden), self.dropped, self.training))


def length_of(story):
    return len(story["ids"])


def collate(stories, dropped_words, kept):
    words = max(map(length_of, stories))
    ids, mask = torch.zeros(len(stories), words, dtype=torch.long), torch.zeros(len(stories), 1, 1, words)
    places, features, starts, story_of_time, outcomes, weights = ([] for _ in range(6))
    for row, story in enumerate(stories):
        ids[row, : length_of(story)] = torch.tensor(story["ids"])
        mask[row, 0, 0, length_of(story) :] = -1e4
        for at, seen, outcome in zip(story["at"], story["features"], story["outcomes"], strict=True):
            places.append(row * words + at)
            starts.append(len(features))
            features += seen
            story_of_time.append(row)
            outcomes.append(outcome)
            weights.append(story["weight"])
    dropped = (torch.rand(ids.shape) < dropped_words) & ~torch.isin(ids, kept)
    return {
        "ids": torch.where(dropped, torch.ones_like(ids), ids),
        "mask": mask,
        "places": torch.tensor(places),
        "features": torch.tensor(features),
        "feature_starts": torch.tensor(starts),
        "story_of_time": torch.tensor(story_of_time),
        "outcomes": torch.tensor(outcomes),
        "weights": torch.tensor(weights),
        "taught": torch.cat([torch.zeros(len(story["at"]), OUTCOMES) if story["taught"] is None else story["taught"] for story in stories]),
        "by_teachers": torch.cat([torch.full((len(story["at"]),), float(story["taught"] is not None)) for story in stories]),
    }


def learn(student, stories, kept, given):
    descent = torch.optim.AdamW(student.parameters(), lr=given.rate, weight_decay=0.02)
    steps, step = given.epochs * len(batches(stories, 4096, length_of)), 0
    for epoch in range(given.epochs):
        total, count = 0.0, 0
        for batch in batches(stories, 4096, length_of):
            for group in descent.param_groups:
                group["lr"] = given.rate * min(1, (step + 1) / 200) * max(0.0, 1 - step / steps)
            told = collate(batch, given.dropped_words, kept)
            said = student(told)
            known = told["outcomes"] != NONE_KNOWN
            losses = F.cross_entropy(said[known], told["outcomes"][known], reduction="none")
            # what no teacher was asked counts by its label alone
            shares = given.share_of_teachers * told["by_teachers"]
            hard = (losses * ((1 - shares) * told["weights"])[known]).sum() / told["weights"][known].sum()
            away = -(F.softmax(told["taught"] / WARMTH, 1) * F.log_softmax(said / WARMTH, 1)).sum(1)
            soft = WARMTH * WARMTH * (away * shares * told["weights"]).sum() / told["weights"].sum()
            loss = hard + soft
            descent.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            descent.step()
            step, total, count = step + 1, total + loss.item(), count + 1
        print(f"epoch {epoch + 1} of {given.epochs}, loss {total / count:.4f}", flush=True)


def rounded(numbers):
    """A matrix in whole steps of its rows, of -127 to 127, and the steps."""
    scales = (numbers.detach().float().abs().amax(1) / 127).clamp_min(1e-8)
    return torch.round(numbers.detach().float() / scales[:, None]).clamp(-127, 127), scales


def round_all(student):
    for module in student.modules():
        if isinstance(module, nn.Linear | nn.Embedding | nn.EmbeddingBag):
            whole, scales = rounded(module.weight)
            module.weight.data = whole * scales[:, None]


def examples_of(student, lessons):
    """What the rounded network gives for stories, for a test of the program that reads it."""
    student.eval()
    with torch.no_grad():
        for lesson in lessons:
            outcomes = F.softmax(student(collate([lesson], 0.0, torch.tensor([0]))), 1)
            asked = [{"at": at, "features": seen} for at, seen in zip(lesson["at"], lesson["features"], strict=True)]
            yield {"words": lesson["ids"], "asked": asked, "outcomes": [[round(each, 5) for each in row] for row in outcomes.tolist()]}


def numbers_of(student):
    """The network's numbers in the order in which network.ts reads them."""
    written = bytearray()

    def vector(numbers):
        written.extend(numbers.detach().float().numpy().astype("<f4").tobytes())

    def matrix(numbers):
        whole, scales = rounded(numbers)
        vector(scales)
        written.extend(whole.to(torch.int8).numpy().tobytes())

    def linear(module):
        matrix(module.weight)
        vector(module.bias)

    def norm(module):
        vector(module.weight)
        vector(module.bias)

    matrix(student.words.weight)
    matrix(student.features.weight)
    for layer in student.layers:
        norm(layer.before)
        linear(layer.split)
        linear(layer.joined)
        norm(layer.behind)
        linear(layer.widen)
        linear(layer.narrow)
        vector(layer.distances.reshape(-1))
    norm(student.end)
    matrix(student.asked.weight)
    linear(student.first)
    linear(student.second)
    return bytes(written)


def lines_of(names, width=150):
    lines, line = [], ""
    for name in names:
        if len(line) + 1 + len(name) > width:
            lines.append(line)
            line = name
        else:
            line = f"{line} {name}".strip()
    return "\n".join([*lines, line])


def write(student, vocabulary, features, examples, file):
    coded = base64.b64encode(numbers_of(student)).decode()
    coded = "\n".join(coded[at : at + 150] for at in range(0, len(coded), 150))
    shape = "\n".join(f"  {name}: {many}," for name, many in student.shape.items())
    file.write_text(
        f"""// Written by `student.py` in tests/bench/deadlines/network from the labelled sets in tests/fixtures/deadlines; not by hand.
import type {{ NetworkExample, NetworkShape }} from './network.js';

export const SHAPE: NetworkShape = {{
{shape}
}};

/** The words that the network knows, in the order of their numbers; `~` stands before the ending of rare ones. */
export const VOCABULARY = `
{lines_of(vocabulary)}
`;

/** The same of features. */
export const FEATURES = `
{lines_of(features)}
`;

/** Its numbers, in base64: see `readNumbers`. */
export const NETWORK = `
{coded}
`;

/** What it gives for some stories, as numbers of words and features. */
export const EXAMPLES: readonly NetworkExample[] = {json.dumps(examples)};
""",
        encoding="utf-8",
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories")
    parser.add_argument("out", type=Path)
    parser.add_argument("--taught", nargs="+", required=True, help="what teacher.py wrote; of several the mean")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--dropped", type=float, default=0.1)
    parser.add_argument("--dropped-words", type=float, default=0.1)
    parser.add_argument("--share-of-teachers", type=float, default=0.7)
    parser.add_argument("--least-uses", type=int, default=10)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    stories = [story for story in read_stories(given.stories) if is_learnt_from(story)]
    vocabulary, features = vocabulary_of(stories, given.least_uses, 30), features_of(stories, 20)
    teachers = [torch.load(file) for file in given.taught]
    asked = [story["id"] for story in stories if all(story["id"] in teacher for teacher in teachers)]
    taught = {name: torch.stack([teacher[name] for teacher in teachers]).mean(0) for name in asked}
    numbers = [{name: at for at, name in enumerate(names)} for names in (vocabulary, features)]
    lessons = [encode(story, *numbers, taught.get(story["id"])) for story in stories]
    lessons = [lesson for lesson in lessons if lesson["at"]]
    shape = {"words": len(vocabulary), "features": len(features), "outcomes": OUTCOMES, "width": given.width}
    shape |= {"layers": 2, "heads": 4, "inner": 2 * given.width, "last": 64, "reach": 24}
    student = Student(shape, given.dropped)
    student.begin_with(vocabulary)
    learn(student, lessons, torch.tensor([numbers[0][mark] for mark in MARKS if mark in numbers[0]]), given)
    round_all(student)
    write(student, vocabulary, features, list(examples_of(student, lessons[:: len(lessons) // 4][:4])), given.out)


if __name__ == "__main__":
    main()
