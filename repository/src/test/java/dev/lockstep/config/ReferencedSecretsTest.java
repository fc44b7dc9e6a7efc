package dev.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.SecretReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReferencedSecretsTest {
  private static final String VALUE = "hunter2-secret";

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private ReferencedSecrets secrets;

  @BeforeEach
  void create() {
    secrets = new ReferencedSecrets(environment::get, folder);
  }

  @Test
  void readsTheEnvironment() {
    environment.put("DB_PASSWORD", VALUE);
    environment.put("EMPTY", "");
    assertThat(secrets.resolve(new SecretReference.Environment("DB_PASSWORD"))).isEqualTo(VALUE);
    assertThat(secrets.resolve(new SecretReference.Environment("EMPTY"))).isEmpty();
    fails(new SecretReference.Environment("ABSENT"), "<+env.ABSENT>", "is not set");
  }

  @Test
  void readsFilesWithoutTheirLastLineEnd() throws IOException {
    for (String content : List.of(VALUE, VALUE + "\n", VALUE + "\r\n")) {
      Files.writeString(folder.resolve("secret"), content);
      assertThat(secrets.resolve(new SecretReference.File("secret"))).isEqualTo(VALUE);
      String absolute = folder.resolve("secret").toString();
      assertThat(secrets.resolve(new SecretReference.File(absolute))).isEqualTo(VALUE);
    }
    Files.writeString(folder.resolve("secret"), VALUE + " \n\n");
    assertThat(secrets.resolve(new SecretReference.File("secret"))).isEqualTo(VALUE + " \n");
  }

  @Test
  void refusesWhatIsNoSmallRegularFile() throws IOException {
    fails(new SecretReference.File("absent"), "<+file(\"absent\")>", "does not exist");
    fails(new SecretReference.File("."), "<+file(\".\")>", "is no regular file");
    fails(new SecretReference.File("/dev/zero"), "is no regular file");
    Files.writeString(folder.resolve("large"), "x".repeat(64 * 1024 + 1));
    fails(new SecretReference.File("large"), "has more than 65536 bytes");
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
    fails(new SecretReference.File("binary"), "is not written in UTF-8");
  }

  @Test
  void readsAKeystoreThatKeytoolMade() throws Exception {
    keytool("orders_prod", VALUE);
    environment.put("LOCKSTEP_KEYSTORE", "store.p12");
    environment.put("LOCKSTEP_KEYSTORE_PASSWORD", "changeit-store");
    SecretReference reference = new SecretReference.Keystore("orders_prod");
    assertThat(secrets.resolve(reference)).isEqualTo(VALUE);

    environment.remove("LOCKSTEP_KEYSTORE_PASSWORD");
    fails(reference, "LOCKSTEP_KEYSTORE_PASSWORD", "is not given");
    environment.put("LOCKSTEP_KEYSTORE_PASSWORD_FILE", "store-password");
    fails(reference, "LOCKSTEP_KEYSTORE_PASSWORD_FILE", "does not exist");
    Files.writeString(folder.resolve("store-password"), "changeit-store\n");
    assertThat(secrets.resolve(reference)).isEqualTo(VALUE);

    fails(new SecretReference.Keystore("absent"), "getValue(\"absent\")", "has no such entry");
    environment.put("LOCKSTEP_KEYSTORE_PASSWORD", "wrong-password");
    fails(reference, "does not open with this password");
    Files.writeString(folder.resolve("store.p12"), "no keystore");
    fails(reference, "is no PKCS#12 keystore");
    environment.put("LOCKSTEP_KEYSTORE", "absent.p12");
    fails(reference, "LOCKSTEP_KEYSTORE", "does not exist");
    environment.remove("LOCKSTEP_KEYSTORE");
    fails(reference, "no keystore is named");
  }

  private void fails(SecretReference reference, String... words) {
    assertThatThrownBy(() -> secrets.resolve(reference))
        .isInstanceOfSatisfying(
            LockstepException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.getMessage() + e.nextStep())
                  .contains(words)
                  .doesNotContain(VALUE, "changeit-store", "wrong-password");
            });
  }

  private void keytool(String alias, String value) throws Exception {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    tool,
                    "-importpass",
                    "-noprompt",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    folder.resolve("store.p12").toString(),
                    "-storepass",
                    "changeit-store",
                    "-alias",
                    alias))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    process.getOutputStream().write((value + "\n" + value + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    int exit = process.waitFor();
    assertThat(exit).as(Files.readString(folder.resolve("keytool.log"))).isZero();
  }
}
