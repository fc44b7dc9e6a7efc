package dev.lockstep.dialect;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.sql.Splitter;
import org.jspecify.annotations.Nullable;

/// Says how SQL is spelled for one database product.
///
/// *Shape*: implemented once a product; nobody asks a dialect what it is, only what it does.
public interface Dialect {
  /// Returns the name used in `lockstep.yaml`: `postgresql`, `mysql`, `mariadb`, `sqlite`, `h2`, …
  String name();

  Splitter splitter();

  String quote(String identifier);

  /// Writes a value as a literal: strings, numbers, booleans, instants, null.
  String literal(@Nullable Object value);

  /// Tells whether DDL is undone by a rollback.
  boolean transactionalDdl();

  /// Writes an identifier that is qualified when it has a qualifier.
  default String quote(QualifiedName name) {
    String qualifier = name.qualifier();
    return qualifier == null ? quote(name.name()) : quote(qualifier) + "." + quote(name.name());
  }

  /// Writes a row of a history table as one statement of this product.
  String render(RowWrite write);
}
