"""Where a driver locks, stalls and returns FALSE, and how each place can be broken.

Used by scripts/mutate, which says what the operators mean. Text with brackets matched
is enough: a mutant that does not compile is counted, not analysed.
"""

import dataclasses
import re

ACQUIRE = {
    "StorPortAcquireSpinLock",
    "StorPortAcquireMSISpinLock",
    "KeAcquireSpinLock",
    "KeAcquireSpinLockAtDpcLevel",
    "KeAcquireInStackQueuedSpinLock",
}
RELEASE = {
    "StorPortReleaseSpinLock",
    "StorPortReleaseMSISpinLock",
    "KeReleaseSpinLock",
    "KeReleaseSpinLockFromDpcLevel",
    "KeReleaseInStackQueuedSpinLock",
}
STALL = {"StorPortStallExecution", "ScsiPortStallExecution", "KeStallExecutionProcessor"}

LEAVES = re.compile(r"\b(return|goto|break|continue)\b")
HEADER = re.compile(r"\b(if|for|while|switch)\s*\($")


@dataclasses.dataclass(frozen=True)
class Mutant:
    file: str
    line: int
    function: str
    operator: str
    edits: tuple  # of (start, end, text), from the back of the file
    kind: str  # lock, stall or return

    @property
    def name(self):
        return f"{self.file}:{self.line}:{self.operator}"


@dataclasses.dataclass(frozen=True)
class NotMade:
    file: str
    line: int
    operator: str
    why: str


def blanked(text):
    """The text with comments, literals and directives blank, of the same length."""

    def blank(match):
        return re.sub(r"[^\n]", " ", match[0])

    return re.sub(
        r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
        r"|^[ \t]*#(?:\\\n|[^\n])*",
        blank,
        text,
        flags=re.S | re.M,
    )


def brackets(code):
    """Opening to closing bracket and back."""
    pairs, stack = {}, []
    for i, c in enumerate(code):
        if c in "({[":
            stack.append(i)
        elif c in ")}]" and stack:
            start = stack.pop()
            pairs[start], pairs[i] = i, start
    return pairs


class File:
    """A source, its functions, and statements found by brackets."""

    def __init__(self, name, text):
        self.name, self.text = name, text
        self.code = blanked(text)
        self.pairs = brackets(self.code)
        self.functions = []  # (name, opening brace, closing brace)
        at = 0
        while (at := self.code.find("{", at)) != -1:
            end = self.pairs.get(at)
            if end is None:
                break
            head = self.code[:at].rstrip()
            if head.endswith(")") and (start := self.pairs.get(len(head) - 1)):
                name = re.search(r"(\w+)\s*$", self.code[:start])
                if name:
                    self.functions.append((name[1], at, end))
            at = end + 1

    def line(self, at):
        return self.text.count("\n", 0, at) + 1

    def calls(self, names):
        """(function, name, start, end of the statement, arguments) of each call that
        is a statement of its own."""
        for function, start, end in self.functions:
            for m in re.finditer(r"\b(\w+)\s*\(", self.code[start:end]):
                if m[1] not in names:
                    continue
                at = start + m.start()
                close = self.pairs.get(start + m.end() - 1)
                before = self.code[start:at].rstrip()
                if close is None or not re.search(r"([;{})]|\belse|:)$", before):
                    continue
                semicolon = re.compile(r"\s*;").match(self.code, close + 1)
                if semicolon:
                    yield function, m[1], at, semicolon.end(), self.arguments(start + m.end(), close)

    def arguments(self, at, close):
        """(start, end) of each argument, blanks around it left out."""
        found, start, i = [], at, at
        while i <= close:
            c = self.code[i]
            if i == close or c == ",":
                if self.code[start:i].strip():
                    s = self.code[start:i]
                    found.append(
                        (start + len(s) - len(s.lstrip()), start + len(s.rstrip()))
                    )
                start = i + 1
            elif c in "({[":
                i = self.pairs[i]
            i += 1
        return found

    def block(self, at):
        """The opening brace of the block around a place."""
        depth = 0
        for i in range(at - 1, -1, -1):
            if self.code[i] == "}":
                depth += 1
            elif self.code[i] == "{":
                if depth == 0:
                    return i
                depth -= 1
        return None

    def header(self, brace):
        """What a block belongs to: ('if', place of the word, condition), and the same
        for an else of it; ('for', ...), ('', None, None) and so on."""
        head = self.code[:brace].rstrip()
        if head.endswith("else"):
            before = head[:-4].rstrip()
            if before.endswith("}"):
                return self.header(self.pairs[len(before) - 1])
            return "", None, None
        if head.endswith(")"):
            start = self.pairs[len(head) - 1]
            m = HEADER.search(self.code[: start + 1])
            if m:
                return m[1], m.start(), (start + 1, len(head) - 1)
        return "", None, None

    def guard(self, at, function_start):
        """The nearest 'if' around a place: its place and its condition."""
        brace = self.block(at)
        while brace is not None and brace > function_start:
            word, place, condition = self.header(brace)
            if word == "if":
                return place, condition, brace
            brace = self.block(brace)
        return None

    def statement(self, at):
        """The end of the statement that begins at a place."""
        at += len(self.code[at:]) - len(self.code[at:].lstrip())
        if self.code[at] == "{":
            return self.pairs[at] + 1
        word = re.compile(r"(if|for|while|switch)\s*\(").match(self.code, at)
        if word:
            end = self.statement(self.pairs[word.end() - 1] + 1)
            other = re.compile(r"\s*else\b").match(self.code, end)
            if word[1] == "if" and other:
                end = self.statement(other.end())
            return end
        if re.compile(r"do\b").match(self.code, at):
            end = self.statement(at + 2)
            return self.code.index(";", end) + 1
        i = at
        while self.code[i] != ";":
            i = self.pairs[i] if self.code[i] in "({[" else i
            i += 1
        return i + 1

    def siblings(self, at):
        """(start, end) of the statements of the block around a place."""
        brace = self.block(at)
        i, end, found = brace + 1, self.pairs[brace], []
        while self.code[i:end].strip():
            i += len(self.code[i:end]) - len(self.code[i:end].lstrip())
            label = re.compile(r"(case\b[^:;{}]*|\w+)\s*:").match(self.code, i)
            if label:
                i = label.end()
                continue
            stop = self.statement(i)
            found.append((i, stop))
            i = stop
        return found


def lock_names(files):
    """Routines that acquire and release, with the driver's own wrappers: functions
    that do one of both and not the other."""
    acquire, release = set(ACQUIRE), set(RELEASE)
    for file in files:
        does = {}
        for function, name, *_ in file.calls(ACQUIRE | RELEASE):
            does.setdefault(function, set()).add(name in ACQUIRE)
        for function, kinds in does.items():
            if len(kinds) == 1:
                (acquire if True in kinds else release).add(function)
    return acquire, release


def padded(text, replaced):
    """A replacement that keeps the lines below where they were."""
    return text + "\n" * (replaced.count("\n") - text.count("\n"))


class Maker:
    def __init__(self, files):
        self.files = files
        self.acquire, self.release = lock_names(files)
        self.mutants, self.not_made = {}, []

    def add(self, file, at, function, operator, kind, *edits):
        edits = tuple(sorted(edits, reverse=True))
        key = (file.name, edits)
        if key not in self.mutants:  # two sites may share a guard
            self.mutants[key] = Mutant(
                file.name, file.line(at), function, operator, edits, kind
            )

    def omit(self, file, at, operator, why):
        self.not_made.append(NotMade(file.name, file.line(at), operator, why))

    def make(self):
        for file in self.files:
            for site in file.calls(self.acquire | self.release):
                self.lock(file, *site)
            for site in file.calls(STALL):
                self.stall(file, *site)
        self.returns()
        return list(self.mutants.values()), self.not_made

    def lock(self, file, function, name, start, end, arguments):
        text = file.text[start:end]
        self.add(file, start, function, "drop", "lock", (start, end, padded(";", text)))
        self.add(file, start, function, "double", "lock", (start, start, "{ " + text.replace("\n", " ")), (end, end, " }"))
        self.invert(file, function, start, "lock")
        self.move_out(file, function, name, start, end)
        self.move(file, function, start, end)
        self.change_arguments(file, function, start, arguments)

    def invert(self, file, function, start, kind):
        opening = next(s for f, s, e in file.functions if f == function and s < start < e)
        guard = file.guard(start, opening)
        if not guard:
            return
        _, (a, b), _ = guard
        self.add(file, start, function, "invert", kind, (a, a, "!("), (b, b, ")"))

    def move_out(self, file, function, name, start, end):
        """Out of the 'if' that guards it: an acquisition before, a release behind."""
        brace = file.block(start)
        word, place, _ = file.header(brace)
        if word != "if":
            return
        text = file.text[start:end]
        if name in self.acquire:
            # Behind an 'else' a statement before the 'if' needs braces.
            target, close = place, file.statement(place)
            edits = [(target, target, "{ " + text.replace("\n", " ") + " "), (close, close, " }")]
        else:
            close = file.statement(place)
            edits = [(place, place, "{ "), (close, close, " " + text.replace("\n", " ") + " }")]
        self.add(file, start, function, "move-out", "lock", (start, end, padded(";", text)), *edits)

    def move(self, file, function, start, end):
        """Over the statement before and behind, if that changes what is paired."""
        siblings = file.siblings(start)
        if (start, end) not in siblings:
            return
        i = siblings.index((start, end))
        text = file.text[start:end]
        for operator, other in (("move-up", i - 1), ("move-down", i + 1)):
            if not 0 <= other < len(siblings):
                continue
            a, b = siblings[other]
            crossed = file.code[a:b]
            names = "|".join(self.acquire | self.release)
            if not LEAVES.search(crossed) and not re.search(rf"\b({names})\s*\(", crossed):
                self.omit(
                    file, start, operator,
                    "the statement crossed neither leaves nor locks: the pairing is the same",
                )
                continue
            target = a if operator == "move-up" else b
            self.add(
                file, start, function, operator, "lock",
                (start, end, padded(";", text)),
                (target, target, " " + text.replace("\n", " ") + " "),
            )

    def change_arguments(self, file, function, start, arguments):
        code = [file.text[a:b] for a, b in arguments]
        if len(code) >= 3 and not re.fullmatch(r"\w*Lock", code[1]):
            a, b = arguments[1]
            self.add(file, start, function, "message", "lock", (a, b, f"({code[1]}) + 1"))
        for (a, b), word in zip(arguments, code):
            if word in ("TRUE", "FALSE"):
                other = "FALSE" if word == "TRUE" else "TRUE"
                self.add(file, start, function, "flag", "lock", (a, b, other))
        handles = [i for i, word in enumerate(code) if re.search(r"handle|irql", word, re.I)]
        if handles and handles[-1] > 0:
            (a, b), (c, d) = arguments[0], arguments[handles[-1]]
            self.add(
                file, start, function, "swap", "lock",
                (a, b, f"(PVOID)({file.text[c:d]})"),
                (c, d, f"(PVOID)({file.text[a:b]})"),
            )

    def stall(self, file, function, name, start, end, arguments):
        a, b = arguments[0]
        self.add(file, start, function, "longer", "stall", (a, b, f"({file.text[a:b]}) * 1000"))
        self.invert(file, function, start, "stall")

    def returns(self):
        """FALSE in line interrupt routines: each alone, and all of one routine."""
        registered = {}
        for file in self.files:
            for m in re.finditer(r"\bHw(MS)?Interrupt(?:Routine)?\s*=\s*(?:\([^()]*\)\s*)?(\w+)", file.code):
                registered[m[2]] = bool(m[1])
        for file in self.files:
            for function, start, end in file.functions:
                if function not in registered:
                    continue
                sites = [
                    start + m.start(1)
                    for m in re.finditer(r"(?:\breturn|(?<![=!<>])=)\s*(FALSE)\s*;", file.code[start:end])
                ]
                if registered[function]:
                    for at in sites:
                        self.omit(file, at, "true", "a message is the device's own: TRUE is right")
                    continue
                for at in sites:
                    self.add(file, at, function, "true", "return", (at, at + 5, "TRUE"))
                if len(sites) > 1:
                    self.add(
                        file, sites[0], function, "all-true", "return",
                        *[(at, at + 5, "TRUE") for at in sites],
                    )


def apply(text, edits):
    for start, end, new in edits:
        text = text[:start] + new + text[end:]
    return text
