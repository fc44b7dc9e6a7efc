#!/usr/bin/env python3
"""Makes the tables of the parser for SQLite from SQLite's own, which Lemon made of its grammar.

usage: sqlite_tables.py SQLITE3_C RESOURCE_FOLDER

SQLITE3_C is the amalgamation of a release, the one file `sqlite3.c`. The README beside this file says which was used
and what the resource holds.
"""

import gzip
import re
import sys
from pathlib import Path

from postgres_tables import numbers_section, text_section

# by their names in the C file that Lemon writes, in the order of the resource
NUMBERS = [
    "YYNTOKEN", "YYWILDCARD", "YY_MAX_SHIFT", "YY_MIN_SHIFTREDUCE", "YY_MAX_SHIFTREDUCE", "YY_ACCEPT_ACTION",
    "YY_MIN_REDUCE",
]
ARRAYS = ["yy_action", "yy_lookahead", "yy_shift_ofst", "yy_reduce_ofst", "yy_default", "yyFallback"]


def array(text, name):
    body = re.search(rf"\b{name}\[\] = \{{(.*?)\n\}};", text, re.S).group(1)
    return [int(number) for number in re.findall(r"-?\d+", re.sub(r"/\*.*?\*/", "", body))]


def number(text, name):
    return int(re.search(rf"#define {name}\s+\(?(\d+)\)?", text).group(1))


def strings(text, name):
    body = re.search(rf"\b{name}\[\] = \{{(.*?)\n(?:#endif.*)?\}};", text, re.S).group(1)
    return re.findall(r'"((?:[^"\\]|\\.)*)"', body)


def sized(text, name):
    """Returns the contents of an array whose size is written."""
    return re.search(rf"\b{name}\[\d+\] = \{{(.*?)\}};", text, re.S).group(1)


def keywords(text, names):
    """Lists each keyword with the number of its terminal, in alphabetical order."""
    letters = "".join(re.findall(r"'(.)'", sized(text, "zKWText")))
    lengths = [int(one) for one in re.findall(r"\d+", sized(text, "aKWLen"))][1:]
    offsets = [int(one) for one in re.findall(r"\d+", sized(text, "aKWOffset"))][1:]
    codes = re.findall(r"TK_(\w+)", sized(text, "aKWCode"))
    words = [letters[offset:offset + length].lower() for offset, length in zip(offsets, lengths)]
    return [f"{word} {names.index(code)}" for word, code in sorted(zip(words, codes))]


def main(source, folder):
    whole = Path(source).read_text()
    version = re.search(r'#define SQLITE_VERSION\s+"([\d.]+)"', whole).group(1)
    # the parser of the full text search comes later and has names of its own
    text = whole[whole.index("#define YYCODETYPE"):whole.index("fts5YYCODETYPE")]
    names = strings(text, "yyTokenName")
    # "(N)" of the rules' arrays stands in comments
    lengths = [-length for length in array(text, "yyRuleInfoNRhs")]
    content = numbers_section([number(text, name) for name in NUMBERS])
    content += b"".join(numbers_section(array(text, name)) for name in ARRAYS)
    content += numbers_section(array(text, "yyRuleInfoLhs")) + numbers_section(lengths)
    content += text_section(names) + text_section(keywords(text, names))
    target = Path(folder, "sqlite.tables.gz")
    target.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{target}: SQLite {version}, {number(text, 'YYNSTATE')} states, {len(lengths)} rules, "
          f"{len(names)} symbols, {len(content)} bytes, {target.stat().st_size} compressed")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
