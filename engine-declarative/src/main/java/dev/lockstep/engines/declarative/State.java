package dev.lockstep.engines.declarative;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Rename;
import dev.lockstep.snapshot.SnapshotFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Is one state that a schema was in, as the table of states records it.
///
/// @param number counts from 1; 0 is what was there before the first deployment
/// @param content the schema as a snapshot, packed
/// @param renames what got another name on the way to it
record State(
    long number,
    Kind kind,
    String fingerprint,
    String content,
    List<Rename> renames,
    @Nullable Instant appliedAt,
    @Nullable String appliedBy) {

  /// Says how a state came about.
  enum Kind {
    /// It was found.
    BASELINE,
    /// It was deployed.
    DEPLOYED
  }

  DatabaseSchema schema() {
    byte[] packed = Base64.getDecoder().decode(content);
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return SnapshotFile.read(
          "state " + number, new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String packed(DatabaseSchema schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
      packing.write(SnapshotFile.write(schema).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
