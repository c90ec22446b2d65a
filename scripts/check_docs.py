#!/usr/bin/env python3
"""Checks that the documents say what is there.

    scripts/check_docs.py [--paidan FILE]

- Every relative link of every *.md leads to a file or folder of this repository, and its anchor to a heading of it.
- Every file that is named in backquotes from the root (`Sources/…`, `docs/…`) exists.
- Every `paidan …` in a code block or in backquotes names verbs and flags that the program knows (of --paidan FILE, asked
  for its own description; without it this is not checked).
- Every `make WORD` in a code block or in backquotes is a word of the Makefile.

Python's standard library only. Exit 1 with one line for each finding.
"""

import argparse
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[1]
TOP = ("Sources/", "Tests/", "docs/", "schema/", "deploy/", "scripts/")
EXAMPLES = {"Sources/PaidanCore/Lead/"}  # the machine that CONTRIBUTING.md adds
FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(<?([^()\s>]+)>?(?:\s+\"[^\"]*\")?\)")
REFERENCE = re.compile(r"^\s{0,3}\[[^\]]+\]:\s+<?(\S+?)>?\s*$")
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$")
ANCHOR = re.compile(r"<a\s+(?:id|name)=\"([^\"]+)\"")


class Document:
    """A Markdown file, taken apart: prose lines, lines of code, both with their numbers."""

    def __init__(self, path):
        self.path, self.name = path, str(path.relative_to(ROOT))
        self.prose, self.code = [], []
        fence = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            mark = FENCE.match(line)
            if fence is None and mark:
                fence = mark.group(1)
            elif fence is not None and mark and line.strip().startswith(fence):
                fence = None
            elif fence is not None:
                self.code.append((number, line))
            elif line.startswith("    ") and not re.match(r"\s*([-*+]|\d+\.)\s", line):
                self.code.append((number, line))
                self.prose.append((number, line))  # It may as well be the second line of a list's item.
            else:
                self.prose.append((number, line))

    def links(self):
        for number, line in self.prose:
            bare = SPAN.sub("``", line)
            for match in list(LINK.finditer(bare)) + list(REFERENCE.finditer(bare)):
                yield number, match.group(1)

    def spans(self):
        for number, line in self.prose:
            for match in SPAN.finditer(line):
                yield number, match.group(1)

    def commands(self):
        """Lines of code and spans as commands, continued lines joined, comments cut off."""
        waiting, start = "", 0
        for number, line in self.code:
            start = start if waiting else number
            waiting += line
            if waiting.endswith("\\"):
                waiting = waiting[:-1] + " "
                continue
            yield start, waiting.strip().removeprefix("$ ")
            waiting = ""
        yield from self.spans()

    def anchors(self):
        found, seen = set(), {}
        for _, line in self.prose:
            found.update(ANCHOR.findall(line))
            heading = HEADING.match(line)
            if heading:
                name = slug(heading.group(1))
                seen[name] = seen.get(name, -1) + 1
                found.add(name if seen[name] == 0 else f"{name}-{seen[name]}")
        return found


def slug(heading):
    """A heading's anchor, as the common hosts make it.

    >>> slug("What a third machine touches")
    'what-a-third-machine-touches'
    >>> slug("`rev`, ETag & 中文 (DX)")
    'rev-etag--中文-dx'
    >>> slug("See [errors](errors.md)")
    'see-errors'
    """
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
    return "".join(letter for letter in text.lower() if letter.isalnum() or letter in " -_").replace(" ", "-")


def words_of(command):
    """The words of a shell line up to what ends the command; None if it is no shell line.

    >>> words_of("LANG=en paidan ticket do C-1 accept --set a=b  # says so")
    ['LANG=en', 'paidan', 'ticket', 'do', 'C-1', 'accept', '--set', 'a=b']
    >>> words_of("paidan verify | less")
    ['paidan', 'verify']
    """
    lexer = shlex.shlex(command, posix=True, punctuation_chars="|&;><")
    lexer.whitespace_split = True
    try:
        words = list(lexer)
    except ValueError:
        return None
    return words[:next((index for index, word in enumerate(words) if set(word) <= set("|&;><")), len(words))]


def called(words, program):
    """The arguments, if these words call the program; settings and sudo may stand before it.

    >>> called(["A=1", "sudo", "./paidan", "serve"], "paidan")
    ['serve']
    >>> called(["install", "paidan"], "paidan") is None
    True
    """
    rest = list(words)
    while rest and (re.fullmatch(r"[A-Z_]+=.*", rest[0]) or rest[0] in ("sudo", "exec", "env")):
        rest.pop(0)
    return rest[1:] if rest and rest[0].rpartition("/")[2] == program else None


class Program:
    """What `paidan` says of itself."""

    def __init__(self, binary):
        run = subprocess.run([binary, "--experimental-dump-help"], capture_output=True, text=True, check=True)
        self.root = json.loads(run.stdout)["command"]

    def mistake(self, words):
        """What is wrong with these arguments, or None."""
        command, path, positional = self.root, ["paidan"], 0
        words = list(words)
        while words:
            word = words.pop(0)
            verbs = {verb["commandName"]: verb for verb in command.get("subcommands", [])}
            if word.startswith("--generate-completion-script") or (len(path) == 1 and word == "help"):
                return None
            if word.startswith("-") and word != "-":
                flag, _, value = word.partition("=")
                found = self.flag(command, flag)
                if found is None:
                    return f"{' '.join(path)} has no flag {flag}"
                if flag == "--exec":
                    return None  # Everything behind it belongs to another program.
                if found["kind"] == "option" and not value and words:
                    words.pop(0)
            elif word in verbs:
                command, path = verbs[word], path + [word]
            elif verbs:
                return None if placeholder(word) else f"{' '.join(path)} has no verb {word}"
            else:
                positional += 1
        return None

    @staticmethod
    def flag(command, flag):
        for argument in command.get("arguments", []):
            for name in argument.get("names", []):
                if flag == ("--" if name["kind"] == "long" else "-") + name["name"]:
                    return argument
        return None


def placeholder(word):
    """`VERB`, `…`: stands for something. Documents of two languages say it in both."""
    return word.isupper() or not word.isascii() or word.startswith(("<", "[", "…", "..."))


def documents():
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in ("data", "node_modules"))
        yield from (Document(pathlib.Path(folder, name)) for name in sorted(files) if name.endswith(".md"))


def make_words():
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def check_link(document, target, anchors):
    """What is wrong with that link, or None."""
    if re.match(r"[a-z][a-z0-9+.-]*:", target):
        return None
    file, _, anchor = urllib.parse.unquote(target).partition("#")
    path = (document.path.parent / file).resolve() if file else document.path
    if ROOT != path and ROOT not in path.parents:
        return f"{target} leads out of the repository"
    if not path.exists():
        return f"there is no {target}"
    if anchor and path.suffix == ".md" and anchor not in anchors(path):
        return f"{path.relative_to(ROOT)} has no heading for #{anchor}"
    return None


def check_file(span):
    if not span.startswith(TOP) or span in EXAMPLES or re.search(r"[\s<{$…]", span):
        return None
    found = any(ROOT.glob(span)) if "*" in span else (ROOT / span.split(":")[0]).exists()
    return None if found else f"there is no {span}"


def findings(program):
    makes, known = make_words(), {}

    def anchors(path):
        return known.setdefault(path, Document(path).anchors())

    for document in documents():
        for number, target in document.links():
            yield document.name, number, check_link(document, target, anchors)
        for number, span in document.spans():
            yield document.name, number, check_file(span)
        for number, command in document.commands():
            words = words_of(command) or []
            arguments = called(words, "paidan")
            if program and arguments is not None:
                yield document.name, number, program.mistake(arguments)
            for word in called(words, "make") or ():
                if re.fullmatch(r"[a-z][a-z-]*", word) and word not in makes:
                    yield document.name, number, f"the Makefile has no word {word}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--paidan", metavar="FILE", help="the program whose verbs and flags count")
    options = parser.parse_args()
    program = Program(options.paidan) if options.paidan else None
    found = sorted({finding for finding in findings(program) if finding[2]})
    for name, number, text in found:
        print(f"{name}:{number}: {text}")
    print(f"{len(found)} findings in {sum(1 for _ in documents())} documents", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
