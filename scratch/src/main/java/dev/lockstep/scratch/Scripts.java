package dev.lockstep.scratch;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.LeftOut;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Reads the files that say what a schema is meant to be.
///
/// What such a file says is dropped from a database once it is not read any more, so nothing is
/// passed over in silence.
///
/// *Errors*: `CHANGE_FILE` for what is no file of its own, a symbolic link for example, and for a
/// file that is not written in UTF-8.
public final class Scripts {
  private Scripts() {}

  /// Reads one file, or all below a folder whose names end in `.sql`; none when there is none. The
  /// root is empty.
  public static List<Script> of(FileTree files, String location) {
    if (!location.isEmpty() && files.find(location).isPresent()) {
      return List.of(script(files, location));
    }
    FileTree.Listing listing = files.listing(location);
    listing.leftOut().stream().findFirst().ifPresent(Scripts::refuse);
    return listing.files().stream()
        .map(file -> file.path())
        .filter(path -> path.toLowerCase(Locale.ROOT).endsWith(".sql"))
        .map(path -> script(files, path))
        .toList();
  }

  /// Decodes a file's bytes.
  public static String text(String path, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          path + " is not written in UTF-8.",
          "Save it in UTF-8; read in another way, its letters would be others.",
          e);
    }
  }

  private static Script script(FileTree files, String path) {
    return new Script(path, text(path, files.read(path)));
  }

  private static void refuse(LeftOut leftOut) {
    throw new LockstepException(
        ErrorCode.CHANGE_FILE,
        leftOut.path() + " " + leftOut.reason() + " and is not read.",
        "Put the file itself there, or take it out of the folder.");
  }
}
