#!/usr/bin/env python3
"""Vuelve a contar las boletas de esta carpeta y compara con result.json. Basta Python 3.9; no instala nada.

    python3 recount.py            cuenta y compara
    python3 recount.py --rapido   con partes iguales, no repite cada subida: solo la última y la siguiente

Termina con 0 si todo coincide y con 1 si algo difiere. Todo es con números enteros y fracciones exactas.
Este programa no usa nada de quien contó: lee definition.json (reglas y dinero) y las boletas (.pb).
"""

from __future__ import annotations

import csv
import hashlib
import heapq
import json
import re
import sys
from copy import copy
from fractions import Fraction
from itertools import permutations
from math import ceil, floor, lcm
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCORED = ("cumulative", "scoring")  # ballots that give points


def read_ballots(name, kind):
    """Return the ballots of a .pb file as (projects, points, how many said the same)."""
    found, header = {}, None
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter=";")
        for row in rows:
            if row == ["VOTES"]:
                header = next(rows)
            elif header:
                cells = dict(zip(header, row))
                ballot = (cells["vote"], cells["points"] if kind in SCORED else "")
                found[ballot] = found.get(ballot, 0) + 1
    split = [([c for c in v.split(",") if c], [Fraction(x) for x in g.split(",") if x]) for v, g in found]
    return [(choices, points, times) for (choices, points), times in zip(split, found.values())]


def weigh(ballot, kind, top):
    """Return what a ballot gives to each project that it names (a project named twice counts once)."""
    choices, points, _ = ballot
    if kind in SCORED:
        return dict(zip(choices, points))
    if kind == "ordinal":  # Borda: top points to the first, one less to each following one
        return {key: Fraction(max(top - place, 0)) for place, key in enumerate(dict.fromkeys(choices))}
    return dict.fromkeys(choices, Fraction(1))


class Envelope:
    """An envelope: its projects, its ballots, and the votes and points of each project."""

    def __init__(self, told, election):
        self.id, self.amount, self.places = told["id"], told["amount_centavos"], told["winners_max"]
        self.cost = {p["id"]: p["cost_centavos"] for p in told["projects"]}
        self.withdrawn = {p["id"] for p in told["projects"] if p["withdrawn"]}
        self.kind = election["vote_type"]
        ballots = read_ballots(told["ballots"], self.kind)
        self.given = [(weigh(b, self.kind, election["borda_top"]), b[2]) for b in ballots]
        self.votes, self.score = dict.fromkeys(self.cost, 0), dict.fromkeys(self.cost, Fraction(0))
        for given, times in self.given:
            for key, points in given.items():
                self.votes[key] += times
                self.score[key] += points * times
        self.valid = sum(times for given, times in self.given if given)


def natural(text):
    """Order ids as people do: 9 before 10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((0, int(part), part) if part.isdigit() else (1, 0, part) for part in parts)


def tie_key(told, envelope, given):
    """Return the function that orders projects of the same score."""
    position = {key: place for place, key in enumerate(told["project_order"])}
    lot = {key: (hashlib.sha256(f"{told['lot_seed']}|{key}".encode()).digest(), key) for key in position}

    def key(project):
        first = [given.index(project) if project in given else len(given)]
        if told["ties"] == "file":
            return (*first, position[project])
        if told["ties"] == "text":
            return (*first, project)
        last = lot[project] if told["ties"] == "lot" else natural(project)
        return (*first, envelope.cost[project], -envelope.votes[project], last)

    return key


def minimum(told, envelope):
    """Return the least score that can win, percentages rounded as declared."""
    if told["threshold_percent"] is None:
        return told["threshold"]
    exact = Fraction(told["threshold_percent"]) * envelope.valid / 100
    rounded = {"up": ceil(exact), "down": floor(exact), "half_up": floor(exact + Fraction(1, 2))}
    return max(told["threshold"], rounded[told["rounding"]])


class Contest:
    """An envelope with the money, the places and the projects among which its rule decides."""

    def __init__(self, told, envelope, amount, places, excluded, given, without):
        self.told, self.envelope, self.amount, self.places = told, envelope, amount, places
        self.cost, self.score, self.excluded = envelope.cost, envelope.score, set(excluded)
        self.key = tie_key(told, envelope, given)
        least = minimum(told, envelope)
        self.able = [k for k in self.cost if self.score[k] >= least and k not in without]

    def but(self, able, amount, places):
        """Return the same with other projects, money and places."""
        other = copy(self)
        other.able, other.amount, other.places, other.excluded = able, amount, places, set(self.excluded)
        return other

    def spent(self, winners):
        return sum(map(self.cost.get, winners))


def exclude(told, winner, excluded):
    """Add to the excluded ones those that cannot be done together with a winner."""
    for group in told["exclusive"]:
        if winner in group["projects"]:
            excluded.update(key for key in group["projects"] if key != winner)


def greedy(c):
    """Walk from the most voted down and fund what fits."""
    stops, ratio = c.told["rule"] == "greedy-stop", c.told["rule"] == "greedy-ratio"
    winners, spent, part = [], 0, c.told["part_percent"]
    worth = {k: c.score[k] / max(c.cost[k], 1) if ratio else c.score[k] for k in c.able}
    for project in sorted(c.able, key=lambda k: (-worth[k], c.key(k))):
        if project in c.excluded or project in c.envelope.withdrawn or len(winners) == c.places:
            continue
        cost, left = c.cost[project], c.amount - spent
        if cost > left and stops:
            if part is not None and left * 100 >= part * cost:
                return [*winners, project], c.amount
            break
        if cost <= left:
            winners.append(project)
            spent += cost
            exclude(c.told, project, c.excluded)
    return winners, spent


def knapsack(c):
    """Check the published set: it fits, and going by votes gives no better one."""
    chosen = [k for k in c.told["published"] if k in c.able]
    by_votes = greedy(c.but(c.able, c.amount, c.places))
    better = sum(c.score[k] for k in by_votes[0]) > sum(c.score[k] for k in chosen)
    return by_votes if better or c.spent(chosen) > c.amount else (chosen, c.spent(chosen))


class Voters:
    """The voters of an envelope: equal ballots are one group; who backs each project, with which weight."""

    def __init__(self, told, envelope):
        weighted = told["utility"] != "cardinality" and told["rule"] != "phragmen"
        strict, merged = envelope.kind in SCORED or (weighted and envelope.kind == "ordinal"), {}
        for given, times in envelope.given:
            named = ((k, w if weighted else Fraction(1)) for k, w in given.items() if w > 0 or not strict)
            said = tuple(sorted(named))
            merged[said] = merged.get(said, 0) + times
        blank = merged.pop((), 0)
        self.sizes = list(merged.values())
        self.number = sum(self.sizes) + (blank if told["blank_share"] else 0)
        unit = lcm(1, *(weight.denominator for said in merged for _, weight in said))
        self.backers = {key: [] for key in envelope.cost}
        for group, said in enumerate(merged):
            for project, weight in said:
                self.backers[project].append((group, int(weight * unit)))


def buy(c, voters, market, share):
    """Run Equal Shares once with a share per voter. Returns the winners, and whether they cost too much."""
    money, unit = [share.numerator] * len(voters.sizes), share.denominator
    worth = {k: (c.cost[k] or 1) if c.told["utility"] == "cost" else 1 for k in market}
    queue = [(Fraction(0), c.key(k), k) for k in market]
    heapq.heapify(queue)
    winners, spent, fresh = [], 0, {}
    while queue and len(winners) != c.places:
        _, order, project = heapq.heappop(queue)
        backers = voters.backers[project]
        if project not in fresh:  # its price may have risen since it was last reckoned: reckon it again
            price = price_of(c.cost[project] * unit, backers, voters.sizes, money)
            if price:
                fresh[project] = price
                heapq.heappush(queue, (Fraction(price[0], price[1] * unit * worth[project]), order, project))
            continue
        missing, total = fresh[project]
        spent += c.cost[project]
        if spent > c.amount:
            return winners, True
        winners.append(project)
        money, unit, fresh = [has * total for has in money], unit * total, {}
        for group, weight in backers:
            money[group] = max(money[group] - weight * missing, 0)
    return winners, False


def price_of(cost, backers, sizes, money):
    """Return what a point costs, as money over weight: alike, but who has less gives it all."""
    rich, missing = [(g, w) for g, w in backers if money[g] or not cost], cost  # nothing: anyone pays it
    total = sum(w * sizes[g] for g, w in rich)
    while rich:
        poor = [(g, w) for g, w in rich if money[g] * total < missing * w]
        if not poor:
            return missing, total
        rich = [(g, w) for g, w in rich if money[g] * total >= missing * w]
        missing -= sum(money[g] * sizes[g] for g, _ in poor)
        total -= sum(w * sizes[g] for g, w in poor)
    return None


def equal_shares(c, quick):
    """Equal Shares with its endings: raises (Add1), filling, comparison. ``quick``: raises taken as given."""
    told, amount, voters, k = c.told, c.amount, Voters(c.told, c.envelope), c.told["min_share"]
    number = max(voters.number, 1)
    enough = {p: not k or c.envelope.votes[p] * k * amount >= c.cost[p] * voters.number for p in c.able}
    market = [p for p in c.able if enough[p]]
    wanted = [p for p in market if voters.backers[p] and c.cost[p] <= amount]
    whole = told["start"] == "integral"  # in whole units of the currency
    share = Fraction(amount // (number * 100) * 100) if whole else Fraction(amount, number)
    step = told["increment_centavos"] or max(amount // (number * 100_000), 1) * 100
    raises, (winners, over) = quick, buy(c, voters, market, share + quick * step)
    while told["completion"] == "add1" and not over:
        left = amount - c.spent(winners)
        fits = told["stop"] == "overspend" or any(c.cost[p] <= left for p in wanted if p not in winners)
        if len(winners) in (c.places, len(wanted)) or not fits:
            break
        following, over = buy(c, voters, market, share + (raises + 1) * step)
        if not over:
            winners, raises = following, raises + 1
    if told["fill"] == "votes":
        places = None if c.places is None else c.places - len(winners)
        rest = c.but([p for p in market if p not in winners], amount - c.spent(winners), places)
        winners = winners + greedy(rest)[0]
    if told["compare"] != "none":
        by_votes = greedy(c.but(c.able, amount, c.places))[0]
        winners = by_votes if prefer(told["compare"], voters, winners, by_votes) < 0 else winners
    return winners, c.spent(winners), {"raises": raises, "share": share + raises * step}


def prefer(how, voters, first, second):
    """Return how many more voters prefer the first of two results than the second."""
    had = [[0] * len(voters.sizes), [0] * len(voters.sizes)]
    for counts, result in zip(had, (first, second)):
        for project in result:
            for group, _ in voters.backers[project]:
                counts[group] = 1 if how == "coverage" else counts[group] + 1
    return sum(((a > b) - (a < b)) * size for a, b, size in zip(*had, voters.sizes))


def phragmen(c):
    """Sequential Phragmén: supporters earn at the same speed and buy as soon as they can."""
    voters = Voters(c.told, c.envelope)
    paid, winners, left = [Fraction(0)] * len(voters.sizes), [], c.amount
    able = [p for p in c.able if voters.backers[p] and c.cost[p] <= c.amount]
    while able and len(winners) != c.places:
        groups = {p: [g for g, _ in voters.backers[p]] for p in able}
        owed = {p: c.cost[p] + sum(paid[g] * voters.sizes[g] for g in groups[p]) for p in able}
        times = {p: Fraction(owed[p]) / sum(voters.sizes[g] for g in groups[p]) for p in able}
        project = min(able, key=lambda p: (times[p], c.key(p)))
        able.remove(project)
        if c.cost[project] <= left:
            winners.append(project)
            left -= c.cost[project]
            for group, _ in voters.backers[project]:
                paid[group] = times[project]
        elif c.told["stop"] == "overspend":
            break
    return winners, c.amount - left


def decide(c, quick):
    """Decide an envelope by its rule. Returns winners, centavos spent and figures of the rule."""
    rule = c.told["rule"]
    if rule.startswith("equal-shares"):
        return equal_shares(c, quick)
    others = {"knapsack": knapsack, "phragmen": phragmen}
    return (*others.get(rule, greedy)(c), {})


def count(told, envelopes, given, quick):
    """Count the envelopes in their order and share out what they leave. Returns all that is compared."""
    excluded = {k for g in told["exclusive"] if g["kept"] for k in g["projects"] if k != g["kept"]}
    given = [*given, *(g["kept"] for g in told["exclusive"] if g["kept"])]
    pots, found, moved = told["pots"], {}, []
    city = next((e for e in envelopes if e.id == pots["city"] and pots["city"]), None)
    zones = [e for e in envelopes if e is not city]

    def run(envelope, amount, *, again=False):
        before = found.get(envelope.id, ([], 0, {}))
        most = envelope.places if envelope.places is not None else told["winners_max"]
        most = None if most is None else most - len(before[0])
        contest = Contest(told, envelope, amount, most, excluded, given, before[0] if again else ())
        won, spent, figures = decide(contest, 0 if again else quick.get(envelope.id, 0))
        found[envelope.id] = (before[0] + won, before[1] + spent, before[2] or figures)
        for winner in won:
            exclude(told, winner, excluded)

    def pooled():
        lefts = [(e, e.amount - found[e.id][1]) for e in zones]
        moved.extend((e.id, -left) for e, left in lefts if left)
        return sum(left for _, left in lefts)

    to_city = pots["remainder"] == "city" and city is not None
    apart = city is not None and pots["when"] != "with"
    order = ([city, *zones] if pots["when"] == "before" else zones) if apart else envelopes
    for envelope in order:
        run(envelope, envelope.amount)
    extra = pooled() if to_city else 0
    moved.extend([(city.id, extra)] if extra else [])
    if city is not None and pots["when"] == "after":
        run(city, city.amount + extra)
    elif to_city:
        run(city, city.amount - found[city.id][1] + extra, again=True)
    if pots["remainder"] in ("equal", "votes"):
        parts = divide(pooled(), [z.valid if pots["remainder"] == "votes" else 1 for z in zones])
        moved.extend((z.id, part) for z, part in zip(zones, parts) if part)
        for zone, part in zip(zones, parts):
            run(zone, part, again=True)
    return found, moved


def divide(amount, weights):
    """Divide centavos by whole weights: rounded down, what is left to the largest remainders."""
    weights = weights if sum(weights) else [1] * len(weights)
    parts = [amount * w // sum(weights) for w in weights]
    order = sorted(range(len(weights)), key=lambda i: -(amount * weights[i] % sum(weights)))
    for index in order[: amount - sum(parts)]:
        parts[index] += 1
    return parts


def changed():
    """Return the files whose SHA-256 is not the one in SHA256SUMS."""
    lines = (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = [line.split("  ", 1) for line in lines]
    return [name for said, name in told if hashlib.sha256((HERE / name).read_bytes()).hexdigest() != said]


def compare(envelopes, result, found, moved):
    """Return what differs between the result and the recount, in words."""
    wrong = []
    for envelope, said in zip(envelopes, result["envelopes"]):
        winners, spent, figures = found[envelope.id]
        if winners != said["winners"]:
            wrong.append(f"«{said['name']}»: ganan {said['winners']} y al contar salen {winners}")
        if Fraction(str(said["spent"])) * 100 != spent:
            wrong.append(f"«{said['name']}»: se usan {said['spent']} y al contar {spent} centavos")
        if figures and str(said["share_centavos"]) != str(figures["share"]):
            wrong.append(f"«{said['name']}»: la parte es {said['share_centavos']} y sale {figures['share']}")
        for project, score in envelope.score.items():
            reason = result["reasons"][project]
            if (reason["votes"], str(reason["score"])) != (envelope.votes[project], str(score)):
                wrong.append(f"{project}: dice {reason['score']} y de las boletas sale {score}")
    if [(t["envelope"], Fraction(str(t["amount"])) * 100) for t in result["transfers"]] != moved:
        wrong.append(f"dinero entre bolsas: sale {moved}")
    return wrong


def main(arguments):
    """Recount and compare. Returns 0 if all is equal."""
    told = json.loads((HERE / "definition.json").read_text(encoding="utf-8"))
    result = json.loads((HERE / "result.json").read_text(encoding="utf-8"))
    wrong = [f"{name}: el archivo cambió" for name in changed()]
    if told["lot_sha256"] and hashlib.sha256(told["lot_seed"].encode()).hexdigest() != told["lot_sha256"]:
        wrong.append("la semilla del sorteo no es la que se comprometió")
    told["published"] = result["winners"]
    quick = {e["id"]: e.get("raises", 0) for e in result["envelopes"]} if "--rapido" in arguments else {}
    envelopes = [Envelope(e, told) for e in told["envelopes"]]
    open_ties = [t["projects"] for t in result["ties"] if t["resolved_by"] == "assembly"]
    if open_ties:  # a tie that an assembly has yet to resolve: in whatever order, the sure winners win
        sure = set(result["winners"])
        lost = {k for k, r in result["reasons"].items() if r["outcome"] == "not_winner"}
        for order in list(permutations(open_ties[0]))[:120]:
            found, _ = count(told, envelopes, [*told["tie_order"], *order], quick)
            won = {winner for winners, _, _ in found.values() for winner in winners}
            if not sure <= won or lost & won:
                wrong.append(f"si el empate queda {list(order)}, ganan {sorted(won)}")
    else:
        found, moved = count(told, envelopes, told["tie_order"], quick)
        wrong += compare(envelopes, result, found, moved)
    for line in wrong:
        print("DIFIERE:", line)
    print(len(result["winners"]), "ganadores:", "algo difiere." if wrong else "todo coincide.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
