package dev.lockstep.parsers.tree;

import java.util.Arrays;
import java.util.List;

/// Finds the terminal of a keyword straight from the characters of a text, in any case.
public final class Keywords {
  private final String[] words;
  private final int[] symbols;

  private Keywords(int size) {
    // sparse, so that most names are known to be no keyword at the first look
    words = new String[Integer.highestOneBit(size) * 8];
    symbols = new int[words.length];
    Arrays.fill(words, "");
  }

  /// Takes lines of a keyword in lower case, a space and the number of its terminal.
  public static Keywords of(List<String> lines) {
    Keywords keywords = new Keywords(lines.size());
    for (String line : lines) {
      int space = line.indexOf(' ');
      keywords.put(line.substring(0, space), Integer.parseInt(line.substring(space + 1)));
    }
    return keywords;
  }

  private void put(String word, int symbol) {
    int slot = slot(word, 0, word.length());
    while (!words[slot].isEmpty()) {
      slot = (slot + 1) & (words.length - 1);
    }
    words[slot] = word;
    symbols[slot] = symbol;
  }

  /// Returns the terminal of the keyword that stands in a range of the text, or -1.
  public int find(String text, int start, int end) {
    int slot = slot(text, start, end);
    while (!words[slot].isEmpty()) {
      if (matches(words[slot], text, start, end)) {
        return symbols[slot];
      }
      slot = (slot + 1) & (words.length - 1);
    }
    return -1;
  }

  private int slot(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + lower(text.charAt(i));
    }
    return (hash ^ (hash >>> 15)) & (words.length - 1);
  }

  private static boolean matches(String word, String text, int start, int end) {
    if (word.length() != end - start) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) != lower(text.charAt(start + i))) {
        return false;
      }
    }
    return true;
  }

  /// Only ASCII has case here: a Kelvin sign is no `k`.
  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
