package dev.lockstep.rego.syntax;

/// Is where something stands in a file.
///
/// @param row counted from 1
/// @param column counted from 1, in characters of UTF-16
public record Place(String file, int row, int column) {
  @Override
  public String toString() {
    return file + ":" + row;
  }
}
