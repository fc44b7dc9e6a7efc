package dev.lockstep.name;

import org.jspecify.annotations.Nullable;

/// Names an object, with the database schema it lives in where that is known.
///
/// *Shape*: both parts are unquoted and in the case the database stores. A null qualifier means the
/// session's default schema.
public record QualifiedName(@Nullable String qualifier, String name) {
  @Override
  public String toString() {
    return qualifier == null ? name : qualifier + "." + name;
  }
}
