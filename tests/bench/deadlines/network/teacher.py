"""Teaches a large network, MiniLM, what the times of the labelled stories are, and writes what it makes of each time that is learnt from.

    python teacher.py stories.jsonl teacher-1.pt --layers 3 --epochs 2.5 --seed 1

The first layers of all-MiniLM-L6-v2 read title and summary; the features of a time are added to its words, and the words of a time, the
first of the story and the features give its outcome.
"""

import argparse
import importlib.util
import random
import zipfile
import zlib
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load
from tokenizers import Tokenizer
from torch import nn

from stories import NONE_KNOWN, batches, is_learnt_from, read_stories

WIDTH, INNER, HEADS, WORDS, OUTCOMES = 384, 1536, 12, 30522, 5
HASHED = 4096
MOST_TOKENS = 256
FIRST, SEPARATOR = 101, 102
HEAD = ("first", "second", "asked", "features")


def model_files():
    package = Path(importlib.util.find_spec("all_minilm_l6_v2").origin).parent
    with zipfile.ZipFile(package / "model.zip") as archive:
        return Tokenizer.from_str(archive.read("tokenizer.json").decode()), load(archive.read("model.safetensors"))


def hashed(name):
    return zlib.crc32(name.encode()) % (HASHED - 1) + 1


def encode(story, tokenizer):
    title, summary = (tokenizer.encode(story[field].lower(), add_special_tokens=False) for field in ("title", "summary"))
    ids = ([FIRST, *title.ids, SEPARATOR, *summary.ids, SEPARATOR])[:MOST_TOKENS]
    spans = [("title", -1, -1), *(("title", *span) for span in title.offsets), ("title", -1, -1)]
    spans = ([*spans, *(("summary", *span) for span in summary.offsets), ("summary", -1, -1)])[:MOST_TOKENS]
    times = []
    for time in story["times"]:
        inside = [
            at
            for at, (field, start, end) in enumerate(spans)
            if field == time["in"] and start >= 0 and end > time["start"] and start < time["end"]
        ]
        # what lies behind the last token is read as the last one
        first, past = (inside[0], inside[-1] + 1) if inside else (len(ids) - 1, len(ids))
        times.append((first, past, time["outcome"], [hashed(name) for name in time["features"]]))
    segments = ([0] * (len(title.ids) + 2) + [1] * (len(summary.ids) + 1))[:MOST_TOKENS]
    return {"id": story["id"], "weight": story["weight"], "ids": ids, "segments": segments, "times": times}


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.split, self.joined = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.behind, self.end = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, rows, mask, dropped):
        many, words, _ = rows.shape
        asks, keys, values = self.split(rows).view(many, words, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        heard = F.scaled_dot_product_attention(asks, keys, values, attn_mask=mask).transpose(1, 2).reshape(many, words, WIDTH)
        rows = self.behind(rows + F.dropout(self.joined(heard), dropped, self.training))
        return self.end(rows + F.dropout(self.narrow(F.gelu(self.widen(rows))), dropped, self.training))


class Teacher(nn.Module):
    def __init__(self, layers, dropped):
        super().__init__()
        self.words, self.places, self.segments = nn.Embedding(WORDS, WIDTH), nn.Embedding(512, WIDTH), nn.Embedding(2, WIDTH)
        self.start = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.features = nn.EmbeddingBag(HASHED, WIDTH, mode="sum", padding_idx=0)
        self.asked = nn.EmbeddingBag(HASHED, 64, mode="sum", padding_idx=0)
        self.first, self.second = nn.Linear(2 * WIDTH + 64, 256), nn.Linear(256, OUTCOMES)
        self.dropped = dropped
        nn.init.normal_(self.features.weight, 0, 0.01)
        nn.init.normal_(self.asked.weight, 0, 0.05)

    def take_over(self, known):
        def copy(module, *names):
            for kind in ("weight", "bias"):
                if getattr(module, kind, None) is not None:
                    getattr(module, kind).data = torch.cat([known[f"{name}.{kind}"] for name in names]).clone()

        copy(self.words, "embeddings.word_embeddings")
        copy(self.places, "embeddings.position_embeddings")
        copy(self.segments, "embeddings.token_type_embeddings")
        copy(self.start, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            base = f"encoder.layer.{number}"
            copy(layer.split, *(f"{base}.attention.self.{name}" for name in ("query", "key", "value")))
            copy(layer.joined, f"{base}.attention.output.dense")
            copy(layer.behind, f"{base}.attention.output.LayerNorm")
            copy(layer.widen, f"{base}.intermediate.dense")
            copy(layer.narrow, f"{base}.output.dense")
            copy(layer.end, f"{base}.output.LayerNorm")

    def forward(self, batch):
        words = batch["ids"].shape[1]
        rows = self.words(batch["ids"]) + self.places.weight[:words] + self.segments(batch["segments"])
        seen = self.features(batch["features"], batch["feature_starts"])
        added = torch.zeros(rows.numel() // WIDTH, WIDTH).index_add(0, batch["tokens"], seen[batch["time_of_token"]])
        rows = F.dropout(self.start(rows + added.view_as(rows)), self.dropped, self.training)
        for layer in self.layers:
            rows = layer(rows, batch["mask"], self.dropped)
        told = rows.reshape(-1, WIDTH)[batch["tokens"]]
        means = torch.zeros(len(batch["lengths"]), WIDTH).index_add(0, batch["time_of_token"], told) / batch["lengths"][:, None]
        both = torch.cat([means, rows[batch["story_of_time"], 0], self.asked(batch["features"], batch["feature_starts"])], 1)
        return self.second(F.dropout(F.gelu(self.first(both)), self.dropped, self.training))


def collate(stories):
    words = max(len(story["ids"]) for story in stories)
    ids, segments = torch.zeros(len(stories), words, dtype=torch.long), torch.zeros(len(stories), words, dtype=torch.long)
    mask = torch.zeros(len(stories), 1, 1, words)
    tokens, time_of_token, features, starts, story_of_time, outcomes, weights, lengths = ([] for _ in range(8))
    for row, story in enumerate(stories):
        length = len(story["ids"])
        ids[row, :length], segments[row, :length] = torch.tensor(story["ids"]), torch.tensor(story["segments"])
        mask[row, 0, 0, length:] = -1e4
        for first, past, outcome, seen in story["times"]:
            tokens += range(row * words + first, row * words + past)
            time_of_token += [len(outcomes)] * (past - first)
            starts.append(len(features))
            features += seen
            story_of_time.append(row)
            outcomes.append(outcome)
            weights.append(story["weight"])
            lengths.append(past - first)
    return {
        "ids": ids,
        "segments": segments,
        "mask": mask,
        "tokens": torch.tensor(tokens),
        "time_of_token": torch.tensor(time_of_token),
        "features": torch.tensor(features),
        "feature_starts": torch.tensor(starts),
        "story_of_time": torch.tensor(story_of_time),
        "outcomes": torch.tensor(outcomes),
        "weights": torch.tensor(weights),
        "lengths": torch.tensor(lengths, dtype=torch.float),
    }


def length_of(story):
    return len(story["ids"])


def learn(teacher, stories, epochs, rate):
    own = [weight for name, weight in teacher.named_parameters() if not name.startswith(HEAD)]
    head = [weight for name, weight in teacher.named_parameters() if name.startswith(HEAD)]
    groups = [
        {"params": [weight for weight in own if weight.dim() > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [weight for weight in own if weight.dim() < 2], "lr": rate, "weight_decay": 0},
        {"params": head, "lr": 5 * rate, "weight_decay": 0.01},
    ]
    descent = torch.optim.AdamW(groups)
    rates = [group["lr"] for group in descent.param_groups]
    steps = int(epochs * len(batches(stories, 3072, length_of)))
    step = 0
    while step < steps:
        for batch in batches(stories, 3072, length_of):
            if step >= steps:
                break
            for group, full in zip(descent.param_groups, rates, strict=True):
                group["lr"] = full * min(1, (step + 1) / 150) * (1 - step / steps)
            given = collate(batch)
            known = given["outcomes"] != NONE_KNOWN
            losses = F.cross_entropy(teacher(given)[known], given["outcomes"][known], reduction="none")
            loss = (losses * given["weights"][known]).sum() / given["weights"][known].sum()
            descent.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            descent.step()
            step += 1
            if step % 50 == 0:
                print(f"step {step} of {steps}, loss {loss.item():.3f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories")
    parser.add_argument("out")
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--epochs", type=float, default=2.5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--dropped", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    tokenizer, known = model_files()
    tokenizer.no_truncation()
    tokenizer.no_padding()
    stories = [encode(story, tokenizer) for story in read_stories(given.stories) if is_learnt_from(story)]
    teacher = Teacher(given.layers, given.dropped)
    teacher.take_over(known)
    learn(teacher, stories, given.epochs, given.rate)
    teacher.eval()
    taught = {}
    with torch.no_grad():
        for batch in batches(stories, 8192, length_of, shuffled=False):
            told = iter(teacher(collate(batch)))
            for story in batch:
                taught[story["id"]] = torch.stack([next(told) for _ in story["times"]])
    torch.save(taught, given.out)
    print(f"{len(taught)} stories taught")


if __name__ == "__main__":
    main()
