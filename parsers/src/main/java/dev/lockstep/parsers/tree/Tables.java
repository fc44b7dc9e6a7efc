package dev.lockstep.parsers.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// Reads a resource that `parsers/grammar` has made of a database's tables, section by section.
public final class Tables {
  private final ByteBuffer content;

  private Tables(ByteBuffer content) {
    this.content = content;
  }

  /// Opens the resource of a name beside a class.
  ///
  /// *Errors*: `IllegalArgumentException` when there is none.
  public static Tables of(Class<?> beside, String name) {
    try (InputStream resource = beside.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalArgumentException("There are no tables " + name + ".");
      }
      return new Tables(ByteBuffer.wrap(new GZIPInputStream(resource, 1 << 16).readAllBytes()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Reads the next section, which is one of numbers.
  public int[] numbers() {
    int count = content.getInt();
    byte[] bytes = new byte[3 * count];
    content.get(bytes);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          (bytes[i] << 16) | ((bytes[count + i] & 0xFF) << 8) | (bytes[2 * count + i] & 0xFF);
    }
    return values;
  }

  /// Reads the next section, which is one of text.
  public String[] lines() {
    byte[] bytes = new byte[content.getInt()];
    content.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
  }
}
