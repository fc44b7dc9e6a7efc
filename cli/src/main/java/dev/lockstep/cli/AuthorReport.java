package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.diff.Difference;
import dev.lockstep.migration.Draft;
import dev.lockstep.migration.NewChange;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.source.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells what was written, after `docs/schemas/author.schema.json`.
record AuthorReport(Console console, boolean json) {
  /// @param from what the user named
  /// @param known the files that were there before
  /// @param ids of the new changes
  record Result(
      Work work,
      String from,
      SchemaPlan plan,
      NewChange change,
      Draft draft,
      Set<String> known,
      List<String> ids,
      AuthorTarget.Written written) {
    Result {
      known = Set.copyOf(known);
      ids = List.copyOf(ids);
    }
  }

  /// Says in a few words what changes, for a file's name.
  static String described(List<Difference> differences) {
    Set<ObjectId> ids = differences.stream().map(Difference::id).collect(Collectors.toSet());
    List<String> texts =
        differences.stream()
            .filter(one -> !belongsToOther(one, ids))
            .map(AuthorReport::words)
            .toList();
    return switch (texts.size()) {
      case 0 -> words(differences.getFirst());
      case 1 -> texts.getFirst();
      case 2 -> texts.getFirst() + " and " + texts.getLast();
      default -> texts.getFirst() + " and " + (texts.size() - 1) + " more";
    };
  }

  private static boolean belongsToOther(Difference difference, Set<ObjectId> ids) {
    SchemaObject object =
        switch (difference) {
          case Difference.Added(SchemaObject to) -> to;
          case Difference.Removed(SchemaObject gone) -> gone;
          case Difference.Changed changed -> changed.to();
        };
    ObjectId parent = object.parent();
    return parent != null && ids.contains(parent);
  }

  private static String words(Difference difference) {
    String verb =
        switch (difference) {
          case Difference.Added _ -> "add ";
          case Difference.Removed _ -> "drop ";
          case Difference.Changed _ -> "change ";
        };
    List<String> path = difference.id().path();
    return verb
        + difference.id().kind().replace('_', ' ')
        + " "
        + String.join(" ", path.size() > 1 ? path.subList(1, path.size()) : path);
  }

  /// Makes the first line of a commit.
  static String subject(NewChange.Words words) {
    String description = words.description().replaceAll("\\s+", " ").strip();
    String first =
        description.isEmpty() ? "" : description.substring(0, 1).toUpperCase(Locale.ROOT);
    String subject = first + description.substring(first.length());
    return (words.ticket() == null ? "" : words.ticket() + ": ") + subject + "\n";
  }

  void nothing(Work work, String from) {
    if (json) {
      console.line(
          Json.write(
              head(work, from)
                  .put("equal", true)
                  .put("changes", List.of())
                  .put("files", List.of())
                  .put("differences", List.of())
                  .put("losses", List.of())
                  .put("reversible", true)
                  .put("written", false)
                  .put("branch", null)
                  .put("commit", null)));
    } else {
      console.line(
          work.schema()
              + ": nothing to author, "
              + SchemaReader.shown(from)
              + " is as the changes make it");
    }
  }

  /// Tells what became of the files of a declarative schema, which hold no changes.
  void pulled(Work work, String from, FilesReport files, AuthorTarget.Written written) {
    if (files.files().isEmpty() && !json) {
      console.line(work.schema() + ": nothing to author, its files say what is in " + from);
    } else if (files.files().isEmpty()) {
      nothing(work, from);
    } else if (json) {
      console.line(
          Json.write(
              where(
                  head(work, from)
                      .put("equal", false)
                      .put("changes", List.of())
                      .put("files", files.nodes())
                      .put("differences", List.of())
                      .put("losses", List.of())
                      .put("reversible", true),
                  written)));
    } else {
      files.print(console);
      if (!written.done()) {
        files.files().forEach(file -> console.script(file.content()));
      }
      console.line(
          work.schema()
              + ": the files of this declarative schema say what is in "
              + from
              + where(written));
    }
  }

  private static Json.Node where(Json.Node node, AuthorTarget.Written written) {
    return node.put("written", written.done())
        .put("branch", written.branch().isEmpty() ? null : written.branch())
        .put("commit", written.commit().isEmpty() ? null : written.commit());
  }

  void print(Result result) {
    if (json) {
      console.line(Json.write(node(result)));
      return;
    }
    FileTree before = result.work().request().files();
    result
        .draft()
        .files()
        .forEach((path, content) -> {
          boolean known = result.known().contains(path);
          console.line((known ? "~ " : "+ ") + Console.safe(path));
          if (!result.written().done()) {
            console.script(known ? added(before.read(path), content) : text(content));
          }
        });
    if (!result.change().reversible()) {
      console.note("No way back was found, so none is written.");
    }
    console.line(
        result.work().schema()
            + ": "
            + Outcomes.count(result.ids().size(), "change")
            + " proven on a scratch database"
            + (result.change().reversible() ? ", forth and back" : "")
            + where(result.written()));
  }

  private static String where(AuthorTarget.Written written) {
    if (!written.done()) {
      return "; nothing was written";
    }
    return written.branch().isEmpty()
        ? ""
        : "; committed on " + written.branch() + " as " + Outcomes.shortened(written.commit());
  }

  /// Returns the lines that a file has more.
  private static String added(byte[] before, byte[] after) {
    List<String> old = text(before).lines().toList();
    List<String> all = text(after).lines().toList();
    int head = 0;
    while (head < old.size() && old.get(head).equals(all.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < old.size() - head
        && old.get(old.size() - 1 - tail).equals(all.get(all.size() - 1 - tail))) {
      tail++;
    }
    StringBuilder text = new StringBuilder();
    old.subList(head, old.size() - tail)
        .forEach(line -> text.append("- ").append(line).append('\n'));
    all.subList(head, all.size() - tail)
        .forEach(line -> text.append("+ ").append(line).append('\n'));
    return text.toString();
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private static Json.Node head(Work work, String from) {
    return Json.object()
        .put("schema", work.schema())
        .put("engine", work.request().schema().engine())
        .put("from", SchemaReader.shown(from));
  }

  private static Json.Node node(Result result) {
    Json.Node node = head(result.work(), result.from());
    node.put("equal", false)
        .put("changes", result.ids())
        .put(
            "files",
            result.draft().files().entrySet().stream().map(file -> file(result, file)).toList())
        .put(
            "differences",
            result.plan().differences().stream().map(SchemaPlanJson::difference).toList())
        .put("losses", result.plan().losses())
        .put("reversible", result.change().reversible());
    return where(node, result.written());
  }

  private static Json.Node file(Result result, Map.Entry<String, byte[]> file) {
    return Json.object()
        .put("path", file.getKey())
        .put("change", result.known().contains(file.getKey()) ? "changed" : "added")
        .put("content", text(file.getValue()));
  }
}
