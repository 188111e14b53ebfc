// Counts a Pabulib file in the browser, in whole numbers alone: what core/tally does, written a second time.
// Rules: greedy (three kinds), plurality, and Equal Shares with Add1 and the comparison; marks, points or places.

import { toHex } from "./bytes.js";
import { sha256 } from "./sha2.js";

const CENTAVOS = 100n;
const STEPS = 1000n; // a raise of Add1 is never finer than a thousandth of the first share
const RULES = {
  greedy: { family: "greedy" },
  "greedy-skip": { family: "greedy" },
  "greedy-threshold": { family: "greedy" },
  "greedy-no-skip": { family: "greedy", stops: true },
  "greedy-stop": { family: "greedy", stops: true },
  plurality: { family: "greedy", places: 1 },
  equalshares: { family: "shares" },
  "equalshares-comparison": { family: "shares", compared: true },
  "equalshares/add1": { family: "shares", add1: true },
  "equalshares/add1-comparison": { family: "shares", add1: true, compared: true },
};
const PLAIN = { start: "exact", stop: "overspend", fill: "none", completion: "none", blank_share: "" };
const UNTOLD = ["exclusive", "min_share", "threshold_percent", "fill", "pots", "blank_share"];

export class UnknownRule extends Error {}

/** Splits a line of the file; a field in quotes may hold the separator. */
function fields(line) {
  if (!line.includes('"')) return line.split(";");
  const found = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i];
    if (quoted && char === '"' && line[i + 1] === '"') (field += '"'), i++;
    else if (char === '"') quoted = !quoted;
    else if (char === ";" && !quoted) found.push(field), (field = "");
    else field += char;
  }
  return [...found, field];
}

function centavos(text) {
  const match = /^(\d+)(?:\.(\d{1,2})0*)?$/.exec(text.trim());
  if (!match) throw new Error(`«${text}»`);
  return BigInt(match[1]) * CENTAVOS + BigInt((match[2] ?? "").padEnd(2, "0"));
}

function whole(text) {
  if (!/^\d+$/.test(text.trim())) throw new Error(`«${text}»`);
  return Number(text);
}

/** Reads a file: its META, its projects, and its ballots merged into groups that say the same. */
export function read(text) {
  const meta = {};
  const projects = new Map();
  const groups = new Map();
  let section = "";
  let header = null;
  let voters = 0;
  for (const raw of text.split("\n")) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (!line) continue;
    if (line === "META" || line === "PROJECTS" || line === "VOTES") {
      section = line;
      header = null;
      continue;
    }
    const row = fields(line);
    if (header === null) {
      header = row;
      continue;
    }
    const cell = (name) => row[header.indexOf(name)] ?? "";
    if (section === "META") meta[row[0]] = row.slice(1).join(";");
    else if (section === "PROJECTS")
      projects.set(cell("project_id"), {
        id: cell("project_id"),
        name: cell("name"),
        cost: centavos(cell("cost")),
        position: projects.size,
      });
    else if (section === "VOTES") {
      const said = `${cell("vote")}|${cell("points")}`;
      groups.set(said, (groups.get(said) ?? 0) + 1);
      voters++;
    }
  }
  const type = meta.vote_type ?? "approval";
  const ballots = [...groups].map(([said, times]) => ballot(said, times, type, projects));
  return { meta, projects, ballots, voters, type, budget: centavos(meta.budget ?? "") };
}

function ballot(said, times, type, projects) {
  const [vote, points] = said.split("|");
  const choices = vote ? [...new Set(vote.split(","))] : [];
  for (const choice of choices) if (!projects.has(choice)) throw new Error(`«${choice}»`);
  const given = type === "scoring" || type === "cumulative" ? points.split(",").map(whole) : [];
  return { choices, given, times };
}

/** Gives each project its votes and its score. */
function standings(election) {
  const top = Math.max(0, ...election.ballots.map((one) => one.choices.length));
  const found = new Map();
  for (const project of election.projects.values()) found.set(project.id, { ...project, votes: 0, score: 0 });
  for (const one of election.ballots) {
    one.weights = one.choices.map((_, place) => {
      if (one.given.length) return one.given[place];
      return election.type === "ordinal" ? top - place : 1;
    });
    one.choices.forEach((choice, place) => {
      const standing = found.get(choice);
      standing.votes += one.times;
      standing.score += one.weights[place] * one.times;
    });
  }
  return [...found.values()];
}

const hash = (text) => toHex(sha256(new TextEncoder().encode(text)));

const natural = new Intl.Collator("en", { numeric: true });
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Returns what orders projects that are level with each other. */
function order(meta, all) {
  const given = (meta.tie_order ?? "").split(",").filter(Boolean);
  const place = new Map(given.map((id, index) => [id, index]));
  const drawn = new Map();
  if (meta.tie_rule === "lot") {
    if (meta.lot_sha256 && hash(meta.lot_seed ?? "") !== meta.lot_sha256.trim().toLowerCase())
      throw new Error("lot_seed");
    for (const { id } of all) drawn.set(id, hash(`${meta.lot_seed}|${id}`));
  }
  const last = given.length;
  return (a, b) => {
    const byGiven = compare(place.get(a.id) ?? last, place.get(b.id) ?? last);
    if (byGiven) return byGiven;
    if (meta.tie_rule === "file") return a.position - b.position;
    const usual = compare(a.cost, b.cost) || b.votes - a.votes;
    if (usual) return usual;
    return drawn.size ? compare(drawn.get(a.id), drawn.get(b.id)) : natural.compare(a.id, b.id);
  };
}

/** Walks down from the highest score: what fits is paid. */
function greedy(list, told) {
  let left = told.budget;
  let places = told.places;
  const winners = [];
  for (const one of [...list].sort((a, b) => b.score - a.score || told.order(a, b))) {
    if (one.score < told.threshold) continue;
    if (places === 0) break;
    if (one.cost <= left) {
      winners.push(one.id);
      left -= one.cost;
      if (places !== null) places--;
    } else if (told.stops) {
      if (told.part && left * 100n >= told.part * one.cost) winners.push(one.id);
      break;
    }
  }
  return winners;
}

/** The voters of Equal Shares: groups, and for each project who gives it which weight. */
function electorate(election, told) {
  const groups = [];
  const backers = new Map([...election.projects.keys()].map((id) => [id, []]));
  for (const one of election.ballots) {
    const marked = one.choices.map((id, place) => [id, one.weights[place]]).filter(([, weight]) => weight > 0);
    if (!marked.length) continue;
    for (const [id, weight] of marked)
      backers.get(id).push([groups.length, told.utility === "cardinality" ? 1 : weight]);
    groups.push(one.times);
  }
  return { groups, backers, voters: groups.reduce((sum, size) => sum + size, 0) };
}

/** One run: all supporters of a purchase pay the same for each point; who has less pays all they have. */
function run(market, share) {
  const { groups, backers } = market.people;
  let money = [0n, share.num];
  let unit = share.den;
  const purse = new Int32Array(groups.length).fill(1);
  const worth = (one) => (market.utility === "cost" ? one.cost || 1n : 1n);

  const held = (id) => {
    const cells = new Map(); // by purse and weight: how many voters
    for (const [group, weight] of backers.get(id)) {
      if (!purse[group]) continue;
      const byWeight = cells.get(purse[group]) ?? cells.set(purse[group], new Map()).get(purse[group]);
      byWeight.set(weight, (byWeight.get(weight) ?? 0) + groups[group]);
    }
    const found = [];
    for (const [number, byWeight] of cells)
      for (const [weight, voters] of byWeight) found.push([money[number], BigInt(weight), BigInt(voters)]);
    return found;
  };
  const price = (one) => {
    let rich = held(one.id);
    let missing = one.cost * unit;
    let total = rich.reduce((sum, [, weight, voters]) => sum + weight * voters, 0n);
    while (rich.length) {
      const stay = [];
      let poorer = false;
      const [needed, among] = [missing, total];
      for (const entry of rich) {
        const [has, weight, voters] = entry;
        if (has * among < needed * weight) {
          missing -= has * voters;
          total -= weight * voters;
          poorer = true;
        } else stay.push(entry);
      }
      if (!poorer) return [missing, total];
      rich = stay;
    }
    return null;
  };
  const charge = (id, [missing, total]) => {
    money = money.map((has) => has * total);
    unit *= total;
    const after = new Map();
    for (const [group, weight] of backers.get(id)) {
      if (!purse[group]) continue;
      const key = `${purse[group]}/${weight}`;
      if (!after.has(key)) {
        const rest = money[purse[group]] - BigInt(weight) * missing;
        after.set(key, rest > 0n ? money.push(rest) - 1 : 0);
      }
      purse[group] = after.get(key);
    }
    const used = new Map([[0, 0]]);
    const kept = [0n];
    for (let group = 0; group < purse.length; group++) {
      if (!used.has(purse[group])) used.set(purse[group], kept.push(money[purse[group]]) - 1);
      purse[group] = used.get(purse[group]);
    }
    money = kept;
  };

  let queue = market.projects.map((one) => ({ one, num: 0n, den: 1n }));
  const level = (a, b) => compare(a.num * b.den, b.num * a.den);
  const cheapest = () => {
    const fresh = new Set();
    for (;;) {
      let best = null;
      for (const entry of queue)
        if (!best || (level(entry, best) || market.order(entry.one, best.one)) < 0) best = entry;
      if (!best || fresh.has(best)) return best;
      const found = price(best.one);
      if (!found) queue = queue.filter((entry) => entry !== best);
      else {
        best.price = found;
        best.num = found[0];
        best.den = found[1] * unit * worth(best.one);
        fresh.add(best);
      }
    }
  };

  const winners = [];
  let spent = 0n;
  while (winners.length !== market.places) {
    const best = cheapest();
    if (!best) break;
    spent += best.one.cost;
    if (spent > market.budget) return { winners, overspent: true };
    winners.push(best.one.id);
    queue = queue.filter((entry) => entry !== best);
    charge(best.one.id, best.price);
  }
  return { winners, overspent: false };
}

function firstShare(market, told) {
  const voters = BigInt(Math.max(market.people.voters, 1));
  if (told.start === "integral")
    return { num: (market.budget / (voters * CENTAVOS)) * CENTAVOS, den: 1n };
  return { num: market.budget, den: voters };
}

function complete(market, winners, told) {
  const wanted = market.projects.filter(({ id }) => market.people.backers.get(id).length);
  if (winners.length === market.places || winners.length >= wanted.length) return true;
  if (told.stop !== "exhaustive") return false;
  const bought = new Set(winners);
  const spent = wanted.reduce((sum, { id, cost }) => (bought.has(id) ? sum + cost : sum), 0n);
  return !wanted.some(({ id, cost }) => !bought.has(id) && cost <= market.budget - spent);
}

function shares(election, list, told, progress) {
  const people = electorate(election, told);
  const market = {
    people,
    budget: told.budget,
    places: told.places,
    utility: told.utility,
    order: told.order,
    projects: list.filter((one) => one.score >= told.threshold),
  };
  const share = firstShare(market, told);
  let found = run(market, share);
  const voters = BigInt(Math.max(people.voters, 1));
  const raise = told.increment || (told.budget / (voters * STEPS * CENTAVOS) || 1n) * CENTAVOS;
  for (let raises = 1n; told.add1 && !complete(market, found.winners, told); raises++) {
    progress?.(Number(raises));
    const next = run(market, { num: share.num + raises * raise * share.den, den: share.den });
    if (next.overspent) break;
    found = next;
  }
  return told.compared ? preferred(people, found.winners, greedy(list, told)) : found.winners;
}

/** Returns the winners by shares, or those by votes if more voters have more of their projects there. */
function preferred(people, ours, theirs) {
  const balance = new Int32Array(people.groups.length);
  for (const id of ours) for (const [group] of people.backers.get(id)) balance[group]++;
  for (const id of theirs) for (const [group] of people.backers.get(id)) balance[group]--;
  let better = 0;
  let worse = 0;
  people.groups.forEach((size, group) => {
    if (balance[group] > 0) better += size;
    if (balance[group] < 0) worse += size;
  });
  return better >= worse ? ours : theirs;
}

/** Counts what `read` gave by the rule that its META declares. */
export function count(election, progress) {
  const { meta } = election;
  const rule = RULES[(meta.rule ?? "").trim().toLowerCase()];
  const strange = UNTOLD.find((key) => meta[key] && meta[key] !== (PLAIN[key] ?? ""));
  if (!rule || strange || /[^\d]/.test(meta.min_project_score_threshold ?? ""))
    throw new UnknownRule(strange ?? meta.rule ?? "");
  const list = standings(election);
  const told = {
    budget: election.budget,
    places: meta.winners_max ? whole(meta.winners_max) : (rule.places ?? null),
    threshold: Number(meta.min_project_score_threshold || 0),
    stops: rule.stops ?? false,
    part: meta.part_percent ? BigInt(meta.part_percent) : 0n,
    utility: meta.utility || "cost",
    start: meta.start || "exact",
    stop: meta.stop || "overspend",
    increment: meta.increment ? BigInt(meta.increment) : 0n,
    add1: rule.add1 || meta.completion === "add1",
    compared: rule.compared || meta.compare === "satisfaction",
    order: order(meta, list),
  };
  const winners =
    rule.family === "shares" ? shares(election, list, told, progress) : greedy(list, told);
  return { winners, voters: election.voters, projects: list.map(({ id, name, votes, score }) => ({ id, name, votes, score })) };
}

/** Returns what differs between a count of ours and the published result: votes or winners, by project. */
export function differences(found, result) {
  const mine = new Set(found.winners);
  const theirs = new Set(result.winners);
  return found.projects.flatMap(({ id, name, votes, score }) => {
    const told = result.reasons[id];
    const differs = [];
    if (!told || told.votes !== votes || Number(told.score) !== score)
      differs.push({ kind: "votes", id, name, mine: votes, theirs: told?.votes });
    if (mine.has(id) !== theirs.has(id))
      differs.push({ kind: "outcome", id, name, mine: mine.has(id), theirs: theirs.has(id) });
    return differs;
  });
}
