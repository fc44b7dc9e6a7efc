package dev.lockstep.project;

/// Looks up secrets.
///
/// *Errors*: [dev.lockstep.error.LockstepException] with `CONFIGURATION` naming the reference,
/// never the value.
public interface SecretSource {
  String resolve(SecretReference reference);
}
