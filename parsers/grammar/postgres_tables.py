#!/usr/bin/env python3
"""Makes the parser's tables of one major version of PostgreSQL from PostgreSQL's own grammar.

usage: postgres_tables.py SOURCE_ARCHIVE RESOURCE_FOLDER

SOURCE_ARCHIVE is a release of PostgreSQL as a tar archive. Needs bison 3.8 on the path. The README beside this file
says which archives were used and what the file holds.
"""

import gzip
import re
import struct
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

GRAMMAR = "src/backend/parser/gram.y"
KEYWORDS = "src/include/parser/kwlist.h"
# by their names in the C file that bison writes, in the order of the resource
ARRAYS = ["yypact", "yydefact", "yypgoto", "yydefgoto", "yytable", "yycheck", "yyr1", "yyr2"]
NUMBERS = ["YYFINAL", "YYNTOKENS", "YYPACT_NINF", "YYTABLE_NINF"]


def read(archive):
    """Returns the grammar and the keyword list of a source archive, and its version."""
    found = {}
    with tarfile.open(archive) as files:
        for member in files:
            root, _, path = member.name.partition("/")
            if path in (GRAMMAR, KEYWORDS):
                found[path] = files.extractfile(member).read().decode()
                version = root.rpartition("-")[2]
            if len(found) == 2:
                return found[GRAMMAR], found[KEYWORDS], version
    sys.exit(f"{archive} holds no {GRAMMAR} or no {KEYWORDS}.")


def bison(grammar):
    """Returns the C file that bison makes of a grammar."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "gram.y")
        source.write_text(grammar)
        subprocess.run(["bison", "-Wno-deprecated", "-o", "gram.c", source.name], cwd=folder, check=True)
        return Path(folder, "gram.c").read_text()


def array(text, name):
    body = re.search(rf"\b{name}\[\] =\s*\{{(.*?)\}};", text, re.S).group(1)
    return [int(number) for number in re.findall(r"-?\d+", body)]


def number(text, name):
    return int(re.search(rf"#define {name}\s+\(?(-?\d+)\)?", text).group(1))


def symbols(text):
    """Lists the names of all terminals and nonterminals by their number, characters without quotes."""
    body = re.search(r"\byytname\[\] =\s*\{(.*?)\};", text, re.S).group(1)
    names = re.findall(r'"((?:[^"\\]|\\.)*)"', body)
    return [name[1:-1] if re.fullmatch("'.'", name) else name.replace('\\"', "") for name in names]


def keywords(text, names):
    """Lists each keyword with the number of its terminal, in alphabetical order."""
    return [
        f"{word} {names.index(token)}"
        for word, token in re.findall(r'^PG_KEYWORD\("(\w+)", (\w+), ', text, re.M)
    ]


def numbers_section(values):
    """A count and the values of 24 bits each; all high bytes come first, since they compress best among themselves."""
    raw = struct.pack(f">{len(values)}i", *values)
    return struct.pack(">i", len(values)) + raw[1::4] + raw[2::4] + raw[3::4]


def text_section(lines):
    raw = "\n".join(lines).encode()
    return struct.pack(">i", len(raw)) + raw


def main(archive, folder):
    grammar, keyword_list, version = read(archive)
    tables = bison(grammar)
    names = symbols(tables)
    content = numbers_section([number(tables, name) for name in NUMBERS])
    content += b"".join(numbers_section(array(tables, name)) for name in ARRAYS)
    content += text_section(names) + text_section(keywords(keyword_list, names))
    target = Path(folder, version.partition(".")[0] + ".tables.gz")
    target.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{target}: PostgreSQL {version}, {len(array(tables, 'yypact'))} states, "
          f"{len(array(tables, 'yyr1')) - 1} rules, {len(content)} bytes, {target.stat().st_size} compressed")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
