package dev.lockstep.server.entity;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.server.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// Encrypts what may be written but never read, with AES-256-GCM.
///
/// *Shape*: what is encrypted is bound to the entity that it belongs to; moved to another one it
/// cannot be opened. All servers of a database use one keyset, which is no part of the database.
///
/// *Errors*: `CONFIGURATION` for a keyset that cannot be read or is not that of the database.
public final class Vault {
  private static final byte[] PROOF = "lockstep".getBytes(StandardCharsets.UTF_8);

  private final Aead aead;

  private Vault(KeysetHandle keys) throws GeneralSecurityException {
    this.aead = keys.getPrimitive(AeadConfig2026.get(), Aead.class);
  }

  /// Opens a keyset, which is made when the file is not there.
  public static Vault open(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return new Vault(
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), AeadConfig2026.get(), InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException | IOException failed) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The keyset " + file + " cannot be used: " + failed.getMessage(),
          "Bring back the file of a backup; without it the secrets of the server are lost.",
          failed);
    }
  }

  private static void make(Path file) throws GeneralSecurityException, IOException {
    KeysetHandle fresh =
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(owner))) {
      channel.write(
          StandardCharsets.UTF_8.encode(
              TinkJsonProtoKeysetFormat.serializeKeyset(
                  fresh, AeadConfig2026.get(), InsecureSecretKeyAccess.get())));
    } catch (FileAlreadyExistsException _) {
      // Somebody else was quicker, and theirs is as good.
    }
  }

  /// Makes sure that the keyset is that of the database, and of all its servers.
  public void proveFor(Connection connection) throws SQLException {
    Database.change(
        connection,
        "INSERT INTO keyset_proof (single, sealed) VALUES (true, ?) ON CONFLICT DO NOTHING",
        encrypted(PROOF, PROOF));
    Optional<String> proof =
        Database.first(connection, row -> row.getString(1), "SELECT sealed FROM keyset_proof");
    try {
      aead.decrypt(Base64.getDecoder().decode(proof.orElseThrow()), PROOF);
    } catch (GeneralSecurityException failed) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The secrets in this database were encrypted with another keyset than this server has.",
          "Copy keyset.json of a server that works with it, and name it in LOCKSTEP_KEYSET.",
          failed);
    }
  }

  /// Encrypts a text for an entity.
  String seal(Place.Id id, String text) {
    return encrypted(text.getBytes(StandardCharsets.UTF_8), bound(id));
  }

  private String encrypted(byte[] content, byte[] to) {
    try {
      return Base64.getEncoder().encodeToString(aead.encrypt(content, to));
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /// Decrypts what was encrypted for an entity.
  String unseal(Place.Id id, String sealed) {
    try {
      return new String(
          aead.decrypt(Base64.getDecoder().decode(sealed), bound(id)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException failed) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The secret " + id.name() + " cannot be decrypted with the keyset of this server.",
          "Give it its value again.",
          failed);
    }
  }

  private static byte[] bound(Place.Id id) {
    return String.join("/", id.place().organisation(), id.place().project(), id.kind(), id.name())
        .getBytes(StandardCharsets.UTF_8);
  }
}
