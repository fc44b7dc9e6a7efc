package dev.lockstep.engines.flyway;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps checksums and texts of files that were read, so that an unchanged file is not read again.
///
/// *Shape*: an entry is valid as long as path, fingerprint and encoding are the same. The least
/// recently used go first; safe for several threads.
///
/// *Units*: at most `MAX_CHECKSUMS` checksums and `MAX_CHARACTERS` UTF-16 units of text.
///
/// *Errors*: `CHANGE_FILE` for bytes that are no text in the encoding, and what the file tree says.
final class ScriptCache {
  private static final int MAX_CHECKSUMS = 100_000;
  private static final long MAX_CHARACTERS = 16L << 20;

  private record Key(String path, String fingerprint, String encoding) {}

  private final Map<Key, Integer> checksums = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Key, String> texts = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;

  /// Returns a file's checksum before placeholders.
  int checksum(FileTree files, FileEntry entry, Charset encoding) {
    Key key = key(entry, encoding);
    synchronized (this) {
      Integer known = checksums.get(key);
      if (known != null) {
        return known;
      }
    }
    int checksum = Checksum.of(text(files, entry, encoding));
    synchronized (this) {
      checksums.put(key, checksum);
      if (checksums.size() > MAX_CHECKSUMS) {
        checksums.remove(checksums.keySet().iterator().next());
      }
    }
    return checksum;
  }

  /// Returns a file's text, without changes.
  String text(FileTree files, FileEntry entry, Charset encoding) {
    Key key = key(entry, encoding);
    @Nullable String known = lookUp(key);
    if (known != null) {
      return known;
    }
    String text = decode(files.read(entry.path()), entry.path(), encoding);
    keep(key, text);
    return text;
  }

  private synchronized @Nullable String lookUp(Key key) {
    return texts.get(key);
  }

  private synchronized void keep(Key key, String text) {
    String before = texts.put(key, text);
    characters += text.length() - (before == null ? 0 : before.length());
    while (characters > MAX_CHARACTERS) {
      Map.Entry<Key, String> eldest = texts.entrySet().iterator().next();
      characters -= eldest.getValue().length();
      texts.remove(eldest.getKey());
    }
  }

  private static Key key(FileEntry entry, Charset encoding) {
    return new Key(entry.path(), entry.fingerprint(), encoding.name());
  }

  private static String decode(byte[] bytes, String path, Charset encoding) {
    CharsetDecoder decoder = encoding.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out =
        CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1);
    try {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        result = decoder.flush(out);
      }
      if (!result.isUnderflow()) {
        result.throwException();
      }
    } catch (CharacterCodingException e) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          "the file is no %s text: byte %d cannot be read"
              .formatted(encoding.name(), in.position() + 1),
          "save the file as %s, or name its encoding in %s.conf (encoding=…)"
              .formatted(encoding.name(), path),
          e);
    }
    return out.flip().toString();
  }
}
