package dev.lockstep.engines.declarative;

import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.Script;
import dev.lockstep.sql.Splitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Rewrites the statements of some units in files of desired SQL, each where it stands.
///
/// *Shape*: a unit that is gone takes its statements and the comments directly above them along,
/// and a file in which nothing is left; a new one goes where its like stands; of the others nothing
/// changes. Made for one edit.
final class FolderEdit {
  private static final Pattern QUOTED =
      Pattern.compile("(?s)'[^']*'|\"[^\"]*\"|(\\$\\w*\\$).*?\\1");

  private final Units said;
  private final Units wanted;
  private final String folder;
  private final Splitter splitter;
  private final Map<String, String> before = new LinkedHashMap<>();
  private final Map<String, FileText> files = new TreeMap<>();
  private final Map<ObjectId, List<Piece>> pieces = new LinkedHashMap<>();

  /// What has no statement of its own, by the unit whose statements make it.
  private final Map<ObjectId, List<ObjectId>> carried = new HashMap<>();

  private final Set<ObjectId> written = new HashSet<>();
  private final Set<String> rewritten = new LinkedHashSet<>();

  /// Is one statement of a unit.
  ///
  /// @param frame that statement between what tells the session how it is meant and what takes that
  ///   back, where an earlier edit wrote such; otherwise the statement alone
  private record Piece(String path, SqlStatement statement, List<SqlStatement> frame) {
    private List<String> texts() {
      return frame.stream().map(one -> one.text().replace("\r\n", "\n")).toList();
    }
  }

  /// @param said what the files make now
  /// @param folder where new files go
  FolderEdit(List<Script> scripts, Units said, Units wanted, String folder) {
    this.said = said;
    this.wanted = wanted;
    this.folder = folder;
    this.splitter = SupportedProducts.all().named(said.schema().dialect()).splitter();
    StatementTopics topics = new StatementTopics(said.schema(), splitter);
    for (Script script : scripts) {
      before.put(script.path(), script.text());
      files.put(script.path(), new FileText(script.text()));
      topics.beginFile();
      List<SqlStatement> all = splitter.split(script.text());
      for (int i = 0; i < all.size(); i++) {
        Piece piece = new Piece(script.path(), all.get(i), framed(all, i));
        topics
            .of(all.get(i))
            .ifPresent(
                id -> pieces.computeIfAbsent(said.of(id), _ -> new ArrayList<>()).add(piece));
      }
    }
    for (ObjectId unit : said.all()) {
      if (of(unit).isEmpty()) {
        carried.computeIfAbsent(carrier(unit), _ -> new ArrayList<>()).add(unit);
      }
    }
  }

  private static List<SqlStatement> framed(List<SqlStatement> all, int at) {
    boolean framed =
        at > 0
            && at + 1 < all.size()
            && all.get(at - 1).text().startsWith("SET @lockstep_")
            && all.get(at + 1).text().matches("SET \\w+ = @lockstep_\\w+");
    return framed ? all.subList(at - 1, at + 2) : List.of(all.get(at));
  }

  /// Lists the units that have statements.
  Set<ObjectId> units() {
    return new LinkedHashSet<>(pieces.keySet());
  }

  /// Tells whether a unit stands in its files with comments inside its statements.
  boolean isCommented(ObjectId unit) {
    return of(unit).stream()
        .map(piece -> QUOTED.matcher(piece.statement().text()).replaceAll(""))
        .anyMatch(text -> text.contains("--") || text.contains("/*"));
  }

  /// Lists the units whose text this edit has changed although it held comments.
  Set<String> lostComments() {
    return rewritten;
  }

  /// Returns the files with the units as they are wanted; those that are left out are gone.
  List<Script> with(Collection<ObjectId> units) {
    List<ObjectId> affected = new ArrayList<>();
    units.forEach(unit -> affected.add(carrier(unit)));
    affected.stream().distinct().filter(unit -> !of(unit).isEmpty()).forEach(this::rewrite);
    units.stream().filter(wanted::has).forEach(this::write);
    List<Script> after = new ArrayList<>();
    files.forEach((path, file) -> {
      String text = file.changed();
      if (text.equals(before.get(path)) || hasStatements(text)) {
        after.add(new Script(path, text));
      }
    });
    return after;
  }

  private boolean hasStatements(String text) {
    return splitter.split(text).stream()
        .anyMatch(one -> !one.kind().startsWith("SET") && !one.has(StatementTrait.CLIENT_COMMAND));
  }

  private List<Piece> of(ObjectId unit) {
    return pieces.getOrDefault(unit, List.of());
  }

  /// What has no statement of its own is made by that of another.
  private ObjectId carrier(ObjectId unit) {
    ObjectId at = unit;
    while (said.has(at) && of(at).isEmpty() && !said.carrier(at).equals(at)) {
      at = said.carrier(at);
    }
    return at;
  }

  private void rewrite(ObjectId unit) {
    List<Piece> all = of(unit);
    if (!wanted.has(unit)) {
      all.forEach(piece ->
          piece
              .frame()
              .forEach(
                  one -> file(piece.path()).remove(one, one.equals(piece.frame().getFirst()))));
      return;
    }
    Set<ObjectId> together = new LinkedHashSet<>(List.of(unit));
    carried.getOrDefault(unit, List.of()).stream().filter(wanted::has).forEach(together::add);
    written.addAll(together);
    List<String> statements = wanted.statements(together);
    if (isSame(all, statements)) {
      return;
    }
    if (isCommented(unit)) {
      rewritten.add(unit.toString());
    }
    Piece place =
        all.stream()
            .filter(piece -> piece.statement().kind().startsWith("CREATE"))
            .findFirst()
            .orElse(all.getFirst());
    file(place.path()).replace(place.statement(), statements);
    all.forEach(piece ->
        piece.frame().stream()
            .filter(one -> !one.equals(place.statement()) || !piece.equals(place))
            .forEach(one -> file(piece.path()).remove(one, false)));
  }

  /// What a statement is told of its session stands beside it in a file.
  private static boolean isSame(List<Piece> all, List<String> statements) {
    boolean framed = all.stream().anyMatch(piece -> piece.frame().size() > 1);
    return all.stream()
        .flatMap(piece -> piece.texts().stream())
        .toList()
        .equals(
            framed
                ? statements
                : statements.stream().filter(sql -> !sql.startsWith("SET ")).toList());
  }

  private void write(ObjectId unit) {
    if (written.contains(unit) || !of(unit).isEmpty()) {
      return;
    }
    ObjectId root = wanted.root(unit);
    if (!root.equals(unit) && said.has(root) && wanted.has(root) && !of(root).isEmpty()) {
      written.add(unit);
      Piece last = of(root).getFirst();
      file(last.path()).add(last.statement(), wanted.statements(Set.of(unit)));
      return;
    }
    Set<ObjectId> together = new LinkedHashSet<>();
    wanted.all().stream()
        .filter(one -> wanted.root(one).equals(root) && !written.contains(one))
        .filter(one -> of(one).isEmpty())
        .forEach(together::add);
    written.addAll(together);
    String path = path(root);
    file(path).append(wanted.statements(together));
  }

  private FileText file(String path) {
    return files.computeIfAbsent(path, _ -> new FileText(before.getOrDefault(path, "")));
  }

  /// Follows the way in which people keep what is like it: in a file each, or in one together.
  private String path(ObjectId unit) {
    String beside = "";
    for (Map.Entry<ObjectId, List<Piece>> other : pieces.entrySet()) {
      if (isLike(other.getKey(), unit)) {
        beside = other.getValue().getFirst().path();
      }
    }
    if (beside.isEmpty()) {
      String path = ObjectFiles.path(wanted.schema(), unit);
      return folder.isEmpty() ? path : folder + "/" + path;
    }
    String shared = beside;
    long together =
        pieces.entrySet().stream()
            .filter(other -> isLike(other.getKey(), unit))
            .filter(other -> other.getValue().getFirst().path().equals(shared))
            .count();
    return together > 1
        ? shared
        : shared.substring(0, shared.lastIndexOf('/') + 1) + name(unit) + ".sql";
  }

  private static boolean isLike(ObjectId other, ObjectId unit) {
    List<String> path = unit.path();
    return other.kind().equals(unit.kind())
        && other.path().size() == path.size()
        && (path.size() == 1 || other.path().getFirst().equals(path.getFirst()));
  }

  private static String name(ObjectId unit) {
    return ObjectFiles.safe(unit.path().size() > 1 ? unit.path().get(1) : unit.name());
  }
}
