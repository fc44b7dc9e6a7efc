package dev.lockstep.parsers.mysql;

/// Names one of the two products that share most of a language.
public enum Product {
  MYSQL,
  MARIADB
}
