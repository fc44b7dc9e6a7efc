package dev.lockstep.statement;

import java.util.Locale;

/// Names a kind of object that statements create, alter or drop.
public enum ObjectType {
  ACCESS_METHOD,
  AGGREGATE,
  CAST,
  COLLATION,
  COLUMN,
  CONSTRAINT,
  CONVERSION,
  DATABASE,
  DEFAULT_PRIVILEGES,
  DOMAIN,
  EVENT,
  EVENT_TRIGGER,
  EXTENSION,
  FOREIGN_DATA_WRAPPER,
  FOREIGN_TABLE,
  FUNCTION,
  INDEX,
  LANGUAGE,
  LARGE_OBJECT,
  MATERIALIZED_VIEW,
  OPERATOR,
  OPERATOR_CLASS,
  OPERATOR_FAMILY,
  PACKAGE,
  POLICY,
  PROCEDURE,
  PUBLICATION,
  ROLE,
  ROUTINE,
  RULE,
  SCHEMA,
  SEQUENCE,
  SERVER,
  STATISTICS,
  SUBSCRIPTION,
  SYSTEM,
  TABLE,
  TABLESPACE,
  TEXT_SEARCH,
  TRANSFORM,
  TRIGGER,
  TYPE,
  USER_MAPPING,
  VIEW;

  /// Returns the words of a sentence, for example `materialized view`.
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
