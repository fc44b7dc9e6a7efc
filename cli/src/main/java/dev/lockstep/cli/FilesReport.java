package dev.lockstep.cli;

import dev.lockstep.migration.Draft;
import dev.lockstep.source.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Tells what becomes of files, as it was before they were written.
record FilesReport(List<File> files) {
  FilesReport {
    files = List.copyOf(files);
  }

  /// Is one file.
  ///
  /// @param change `added`, `changed` or `removed`
  /// @param content empty when it is removed
  record File(String path, String change, String content) {}

  static FilesReport of(Draft draft, FileTree before) {
    List<File> files = new ArrayList<>();
    draft
        .files()
        .forEach((path, content) ->
            files.add(
                new File(
                    path,
                    before.find(path).isPresent() ? "changed" : "added",
                    new String(content, StandardCharsets.UTF_8))));
    draft.removed().forEach(path -> files.add(new File(path, "removed", "")));
    return new FilesReport(files);
  }

  void print(Console console) {
    for (File file : files) {
      String mark =
          switch (file.change()) {
            case "added" -> "+ ";
            case "changed" -> "~ ";
            default -> "- ";
          };
      console.line(mark + Console.safe(file.path()));
    }
  }

  List<Json.Node> nodes() {
    return files.stream()
        .map(file ->
            Json.object()
                .put("path", file.path())
                .put("change", file.change())
                .put("content", file.content()))
        .toList();
  }

  /// Returns what came of one schema, after `docs/schemas/files.schema.json`.
  ///
  /// @param from empty when no database was asked
  /// @param kept what was left as it is
  Json.Node node(String schema, String from, List<String> kept, boolean written) {
    return Json.object()
        .put("schema", schema)
        .put("from", from.isEmpty() ? null : from)
        .put("files", nodes())
        .put("kept", kept)
        .put("written", written && !files.isEmpty());
  }
}
