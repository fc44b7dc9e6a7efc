package dev.lockstep.config;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.SecretReference;
import dev.lockstep.project.SecretSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks secrets up in the environment, in files, and in the keystore that `LOCKSTEP_KEYSTORE`
/// names; those of the keystore first in the variables that a server hands them over in.
///
/// *Shape*: a file's last line end is not part of the secret. Nothing is kept; a secret that was
/// renewed is found the next time.
///
/// *Units*: a file has at most 64 KiB.
///
/// *Errors*: `CONFIGURATION` naming the reference, never the value.
public final class ReferencedSecrets implements SecretSource {
  private static final int MAX_BYTES = 64 * 1024;

  private final Function<String, @Nullable String> environment;
  private final Path base;

  /// Creates the source.
  ///
  /// @param environment gives the value of a variable, null when it is not set
  /// @param base the folder that relative file names start from
  public ReferencedSecrets(Function<String, @Nullable String> environment, Path base) {
    this.environment = environment;
    this.base = base;
  }

  @Override
  public String resolve(SecretReference reference) {
    return switch (reference) {
      case SecretReference.Environment(String variable) -> fromEnvironment(reference, variable);
      case SecretReference.File(String path) -> fromFile(reference, path);
      case SecretReference.Keystore(String alias) -> {
        String handed = environment.apply(SecretText.variable(alias));
        yield handed == null
            ? new SecretKeystore(environment, base, MAX_BYTES).secret(alias)
            : handed;
      }
    };
  }

  private String fromEnvironment(SecretReference reference, String variable) {
    String value = environment.apply(variable);
    if (value == null) {
      throw failure(
          reference, "the environment variable " + variable + " is not set", "Set it.", null);
    }
    return value;
  }

  private String fromFile(SecretReference reference, String path) {
    try {
      return readText(base.resolve(path), MAX_BYTES);
    } catch (InvalidPathException | IOException e) {
      throw failure(
          reference, reason(e, "the file"), "Check the path and the rights of the file.", e);
    }
  }

  /// Reads a small regular file without its last line end.
  static String readText(Path file, int limit) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(Files.exists(file) ? "is no regular file" : "does not exist");
    }
    byte[] content;
    try (InputStream stream = Files.newInputStream(file)) {
      content = stream.readNBytes(limit + 1);
    } catch (java.nio.file.AccessDeniedException e) {
      throw new IOException("may not be read by this user", e);
    }
    if (content.length > limit) {
      throw new IOException("has more than " + limit + " bytes");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("is not written in UTF-8", e);
    }
    if (text.endsWith("\n")) {
      text = text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
    }
    return text;
  }

  static String reason(Exception e, String subject) {
    return e instanceof InvalidPathException
        ? subject + " has a name that this system cannot have"
        : subject + " " + e.getMessage();
  }

  static LockstepException failure(
      SecretReference reference, String reason, String nextStep, @Nullable Throwable cause) {
    return new LockstepException(
        ErrorCode.CONFIGURATION,
        "The secret " + SecretText.write(reference) + " cannot be had: " + reason + ".",
        nextStep,
        cause);
  }
}
