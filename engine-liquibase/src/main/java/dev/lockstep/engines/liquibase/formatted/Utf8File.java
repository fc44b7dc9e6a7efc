package dev.lockstep.engines.liquibase.formatted;

import dev.lockstep.engines.liquibase.bridge.TreeFiles;
import dev.lockstep.source.FileEntry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads files that hold text in the common sense: UTF-8 without a mark, lines and tabs, and no
/// other control characters, which are white space to some and not to others.
final class Utf8File {
  private Utf8File() {}

  static String text(String logical, TreeFiles files) {
    FileEntry entry = files.find(logical);
    if (entry == null) {
      throw new NotOurs("a missing file");
    }
    return text(files.content(entry));
  }

  static String text(byte[] content) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new NotOurs("a file that is not UTF-8");
    }
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < ' ' ? c != '\n' && c != '\t' && c != '\r' : c >= 0x7f && isUncommon(c)) {
        throw new NotOurs("uncommon space or control characters");
      }
    }
    return text;
  }

  private static boolean isUncommon(char c) {
    return Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '\uFEFF';
  }
}
