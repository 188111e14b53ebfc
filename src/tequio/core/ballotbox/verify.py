#!/usr/bin/env python3
"""Check the board of an election with nothing but Python 3.9: ``python3 verify.py [FOLDER] [RECEIPT…]``.

Checks what can be checked of what lies in FOLDER (by default this file's own folder): that the box signed every
head, that each head is the beginning of the same log, that a receipt is in it; and after the close, that the
published ballots are those of the log as far as the public draw looked, that every blind signature holds, and
that no zone has more ballots than passes, nor more passes than people. Ends with 0 if all holds, 1 if not, and
2 if a file cannot be read.

It shares no code with the program that wrote these files. How they are made is in docs/rules/secrecy.md.
"""

import base64
import hashlib
import json
import sys
from collections import Counter
from itertools import zip_longest
from pathlib import Path

FAULTS = []
P = 2**255 - 19  # RFC 8032 §5.1: the curve edwards25519
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def say(holds, what):
    print(("  sí  " if holds else "  NO  ") + what)
    if not holds:
        FAULTS.append(what)


def plus(a, b):
    """Add two points of the curve, in extended coordinates (RFC 8032 §5.1.4)."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = plus(total, point)
        point, number = plus(point, point), number >> 1
    return total


def point(data):
    """Read a point from its 32 bytes (RFC 8032 §5.1.3), or nothing."""
    y = int.from_bytes(data, "little") & (2**255 - 1)
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    if (v * x * x - u) % P:
        x = x * ROOT_OF_MINUS_1 % P
    sign = data[31] >> 7
    if (v * x * x - u) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def ed25519(public, message, signature):
    """Check an Ed25519 signature (RFC 8032 §5.1.7)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    a, b = times(s, BASE), plus(r, times(k, key))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def pss(n, message, signature):
    """Check RSASSA-PSS with SHA-384 and a salt of 48 bytes (RFC 8017 §8.1.2 and §9.1.2)."""
    bits, s = n.bit_length() - 1, int.from_bytes(signature, "big")
    size = (bits + 7) // 8
    opened = pow(s, 65537, n)
    if len(signature) != (n.bit_length() + 7) // 8 or s >= n or opened >> size * 8:
        return False
    em = opened.to_bytes(size, "big")
    masked, digest = em[: size - 49], em[size - 49 : -1]
    mask = b"".join(hashlib.sha384(digest + i.to_bytes(4, "big")).digest() for i in range(size // 48 + 1))
    if em[-1] != 0xBC or em[0] >> 8 - (size * 8 - bits):
        return False
    block = bytearray(x ^ y for x, y in zip(masked, mask))
    block[0] &= 0xFF >> size * 8 - bits
    ours = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + block[-48:]).digest()
    return not any(block[:-49]) and block[-49] == 1 and ours == digest


def unbase64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def roots(leaves, sizes):
    """Return the root of the log at each of the sizes (RFC 6962 §2.1)."""
    found, peaks = {0: sha256()}, []
    for n in range(1, len(leaves) // 32 + 1):
        top, index = leaves[n * 32 - 32 : n * 32], n - 1
        while index & 1:
            top, index = sha256(b"\1", peaks.pop(), top), index >> 1
        peaks.append(top)
        if n in sizes:
            for left in reversed(peaks[:-1]):
                top = sha256(b"\1", left, top)
            found[n] = top
    return found


def is_head(key, edition, head, signature):
    lines = ("tequio/head/1", edition, head["size"], head["root"], head["at"], "")
    return ed25519(key, "\n".join(map(str, lines)).encode(), signature)


def check_log(folder, key, edition, heads):
    leaves = b"".join(bytes.fromhex(line) for line in (folder / "leaves.txt").open())
    found = roots(leaves, {head["size"] for head in heads})
    forged = [h["size"] for h in heads if not is_head(key, edition, h, bytes.fromhex(h["signature"]))]
    say(
        not forged,
        f"la urna firmó sus {len(heads):,} estados" + (f"; no los de {forged[:9]}" if forged else ""),
    )
    wrong = [h["size"] for h in heads if found.get(h["size"], b"").hex() != h["root"]]
    say(not wrong, "cada estado es el principio del mismo registro" + (f"; no {wrong[:9]}" if wrong else ""))
    if (folder / "definition.json").exists():
        first = sha256(b"\0", (folder / "definition.json").read_bytes())
        say(leaves[:32] == first, "la primera hoja es la definición de la elección")
    say(
        heads and heads[-1]["size"] * 32 == len(leaves),
        f"el último estado cubre las {len(leaves) // 32:,} hojas",
    )
    return leaves


def check_receipt(text, leaves, key, edition):
    data = unbase64("".join(text.split()).partition(".")[2])
    tag = sha256(f"tequio/edition/1\n{edition}\n".encode())[:8]
    index, size, at = (int.from_bytes(data[a:b], "big") for a, b in ((40, 44), (44, 48), (48, 53)))
    head = {"size": size, "root": roots(leaves[: size * 32], {size}).get(size, b"").hex(), "at": at}
    there = data[:8] == tag and index < size and leaves[index * 32 : index * 32 + 32] == data[8:40]
    say(there and is_head(key, edition, head, data[-64:]), f"la hoja del comprobante, {data[8:40].hex()}, está")


def check_mix(folder, leaves, edition):
    """Hold each opening against its leaf or its ballot (docs/rules/secrecy.md, MIX)."""
    draw = json.loads((folder / "draw.json").read_text("utf-8"))["draw"]
    seed, count = sha256(f"tequio/draw/1\n{edition}\n{draw}\n".encode()), len(leaves) // 32 - 1
    claims, used, before, wrong, lines = {}, set(), b"", 0, 0
    with (folder / "middles.txt").open() as middles, (folder / "openings.jsonl").open() as openings:
        for text, line in zip_longest(middles, openings, fillvalue="{}"):
            middle, opening, lines = bytes.fromhex(text.strip("{}")), json.loads(line), lines + 1
            side = "ballot" if sha256(seed, middle)[0] & 0x80 else "leaf"
            place, salt = opening.get(side, -1), bytes.fromhex(opening.get("salt", ""))
            key = place * 2 + (side == "leaf")
            wrong += key in used or len(opening) != 2 or len(salt) != 16 or middle <= before or place < 0
            used.add(key)
            if side == "leaf":
                leaf = sha256(b"\0tequio/mix/1", salt, middle)
                wrong += place == 0 or leaves[place * 32 : place * 32 + 32] != leaf
            else:
                claims[place] = middle + salt
            before = middle
    ballots = 0
    with (folder / "ballots.jsonl").open("rb") as file:
        for number, line in enumerate(file):
            claim, ballots = claims.pop(number, b""), ballots + 1
            wrong += bool(claim) and sha256(b"tequio/mix/2", claim[32:], line.rstrip(b"\n")) != claim[:32]
    say(lines == ballots == count, f"tantas papeletas como hojas: {count:,}")
    say(not wrong and not claims, f"las papeletas son las del registro donde miró el sorteo «{draw}»")


def check_ballots(folder, keys):
    issued = json.loads((folder / "issued.json").read_text("utf-8"))["zones"]
    voters, seen, wrong, ballots = Counter(), {}, 0, 0
    with (folder / "ballots.jsonl").open("rb") as file:
        for line in file:
            one = json.loads(line)
            token, zone, channel = unbase64(one["token"]), one["zone"], one["channel"]
            voter, turn, ballots = sha256(zone.encode(), b"|", token)[:16], one["turn"], ballots + 1
            if channel == "online" or one["signature"]:
                modulus = int(keys["zones"].get(zone, "1"), 16)
                wrong += len(token) != 64 or not pss(modulus, token, unbase64(one["signature"]))
            voters[zone, channel] += voter not in seen
            wrong += bool(seen.get(voter, 0) >> turn & 1)
            seen[voter] = seen.get(voter, 0) | 1 << turn
    say(
        not wrong,
        f"cada ficha está firmada y vota una vez por turno: {ballots:,} papeletas de {len(seen):,} votantes",
    )
    few = [k for k, n in voters.items() if n > issued.get(k[0], {"issued": {}})["issued"].get(k[1], 0)]
    say(not few, "en ninguna zona hay más votantes que pases" + (f"; sí en {few[:5]}" if few else ""))
    totals = {z: sum(one["issued"].values()) for z, one in issued.items() if one["roll"] is not None}
    many = [zone for zone, total in totals.items() if total > issued[zone]["roll"]]
    say(not many, "en ninguna zona hay más pases que personas" + (f"; sí en {many[:5]}" if many else ""))


def main(arguments):
    folders = [a for a in arguments if not a.startswith("TQ1.")]
    folder = Path(folders[0]) if folders else Path(__file__).resolve().parent
    folder = folder / "board" if (folder / "board").is_dir() else folder
    keys = json.loads((folder / "keys.json").read_text("utf-8"))
    heads = json.loads((folder / "heads.json").read_text("utf-8"))
    print(f"Urna de «{heads['edition']}»")
    key = bytes.fromhex(keys["board"])
    leaves = check_log(folder, key, heads["edition"], heads["heads"])
    for text in [a for a in arguments if a.startswith("TQ1.")]:
        check_receipt(text, leaves, key, heads["edition"])
    if (folder / "openings.jsonl").exists():
        check_mix(folder, leaves, heads["edition"])
    else:
        print("  --  todavía no hay sorteo: falta revisar que las papeletas sean las del registro")
    if (folder / "ballots.jsonl").exists():
        check_ballots(folder, keys)
    print("Todo se cumple." if not FAULTS else f"No se cumple: {len(FAULTS)} punto(s).")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"No se puede leer la urna en esta carpeta: {error!r}")
        sys.exit(2)
