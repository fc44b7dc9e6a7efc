package dev.lockstep.source;

/// Points at a place in a file of the repository.
///
/// *Units*: `line` and `column` start at 1; 0 means the file as a whole.
public record SourceLocation(String path, int line, int column) {
  public SourceLocation(String path) {
    this(path, 0, 0);
  }

  @Override
  public String toString() {
    return line > 0 ? path + ":" + line : path;
  }
}
