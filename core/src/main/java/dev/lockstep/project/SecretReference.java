package dev.lockstep.project;

/// Points at a secret without holding it.
///
/// *Shape*: written `<+env.NAME>`, `<+file("PATH")>` and `<+secrets.getValue("ALIAS")>` in YAML.
public sealed interface SecretReference {
  record Environment(String variable) implements SecretReference {}

  record File(String path) implements SecretReference {}

  /// *Shape*: an alias in the PKCS#12 keystore that `LOCKSTEP_KEYSTORE` names.
  record Keystore(String alias) implements SecretReference {}
}
