package dev.lockstep.config;

import dev.lockstep.project.SecretReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// Opens the PKCS#12 keystore that the environment names.
///
/// *Shape*: `LOCKSTEP_KEYSTORE` is its path; its password is `LOCKSTEP_KEYSTORE_PASSWORD`, or the
/// content of the file that `LOCKSTEP_KEYSTORE_PASSWORD_FILE` names. A secret is an entry as
/// `keytool -importpass -storetype PKCS12` makes it.
///
/// @param base the folder that relative file names start from
record SecretKeystore(Function<String, @Nullable String> environment, Path base, int limit) {
  private static final String STORE = "LOCKSTEP_KEYSTORE";
  private static final String PASSWORD = "LOCKSTEP_KEYSTORE_PASSWORD";
  private static final String PASSWORD_FILE = "LOCKSTEP_KEYSTORE_PASSWORD_FILE";
  private static final long MAX_STORE_BYTES = 16L << 20;

  String secret(String alias) {
    SecretReference reference = new SecretReference.Keystore(alias);
    Path store = store(reference);
    char[] password = password(reference);
    try (InputStream stream = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(stream, password);
      Key key = keys.getKey(alias, password);
      if (key instanceof SecretKey secret && secret.getEncoded() != null) {
        return new String(secret.getEncoded(), StandardCharsets.UTF_8);
      }
      throw ReferencedSecrets.failure(
          reference,
          "the keystore "
              + store
              + (key == null ? " has no such entry" : " holds a key, no secret"),
          "Add it with keytool -importpass -storetype PKCS12 -alias " + alias + ".",
          null);
    } catch (IOException e) {
      boolean wrongPassword = e.getCause() instanceof java.security.UnrecoverableKeyException;
      throw ReferencedSecrets.failure(
          reference,
          "the keystore "
              + store
              + (wrongPassword ? " does not open with this password" : " is no PKCS#12 keystore"),
          "Check " + STORE + " and " + PASSWORD + ".",
          e);
    } catch (GeneralSecurityException e) {
      throw ReferencedSecrets.failure(
          reference,
          "the entry in the keystore " + store + " cannot be opened",
          "Give the entry the same password as the keystore.",
          e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private Path store(SecretReference reference) {
    String name = environment.apply(STORE);
    if (name == null || name.isEmpty()) {
      throw ReferencedSecrets.failure(
          reference, "no keystore is named", "Set " + STORE + " to its path.", null);
    }
    try {
      Path store = base.resolve(name);
      if (!Files.isRegularFile(store)) {
        throw new IOException(Files.exists(store) ? "is no regular file" : "does not exist");
      }
      if (Files.size(store) > MAX_STORE_BYTES) {
        throw new IOException("has more than " + MAX_STORE_BYTES + " bytes");
      }
      return store;
    } catch (IOException | InvalidPathException e) {
      throw ReferencedSecrets.failure(
          reference,
          ReferencedSecrets.reason(e, "the keystore that " + STORE + " names"),
          "Set " + STORE + " to the path of a PKCS#12 keystore.",
          e);
    }
  }

  private char[] password(SecretReference reference) {
    String password = environment.apply(PASSWORD);
    if (password != null) {
      return password.toCharArray();
    }
    String file = environment.apply(PASSWORD_FILE);
    if (file == null) {
      throw ReferencedSecrets.failure(
          reference,
          "the password of the keystore is not given",
          "Set " + PASSWORD + " or " + PASSWORD_FILE + ".",
          null);
    }
    try {
      return ReferencedSecrets.readText(base.resolve(file), limit).toCharArray();
    } catch (IOException | InvalidPathException e) {
      throw ReferencedSecrets.failure(
          reference,
          ReferencedSecrets.reason(e, "the file that " + PASSWORD_FILE + " names"),
          "Check the path and the rights of the file.",
          e);
    }
  }
}
