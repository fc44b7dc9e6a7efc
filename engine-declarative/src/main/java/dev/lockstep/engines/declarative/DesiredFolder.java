package dev.lockstep.engines.declarative;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.Bookkeeping;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Draft;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.DesiredSql;
import dev.lockstep.scratch.Rename;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.scratch.Script;
import dev.lockstep.source.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Is the folder of a declarative schema, which can be made to say something else.
///
/// *Shape*: what it says afterwards has been loaded into a scratch database and compared, so that
/// nothing that could not be understood is written.
public final class DesiredFolder {
  /// Each time, what turned out to belong together as well is rewritten too.
  private static final int MOST_TRIES = 4;

  private final EngineRequest request;
  private final SchemaDialect dialect;
  private final Scratches scratches;
  private final List<Script> scripts;
  private @Nullable DatabaseSchema said;

  /// Reads the files of a schema, of which there may be none.
  public DesiredFolder(Scratches scratches, EngineRequest request) {
    this.request = request;
    this.dialect = SupportedSchemas.named(request.schema().dialect());
    this.scratches = scratches;
    this.scripts = DesiredFiles.found(request);
  }

  /// Is what becomes of the files.
  ///
  /// @param kept what was left as it is, although it could read otherwise, for its comments
  /// @param lostComments what held comments that are gone
  public record Edited(Draft draft, List<String> kept, List<String> lostComments) {
    public Edited {
      kept = List.copyOf(kept);
      lostComments = List.copyOf(lostComments);
    }
  }

  public boolean isEmpty() {
    return scripts.isEmpty();
  }

  /// Returns what the files say.
  public DatabaseSchema schema() {
    DatabaseSchema known = said;
    if (known == null) {
      known = loaded(scripts);
      said = known;
    }
    return known;
  }

  /// Lists the renames that the files name.
  public List<Rename> renames() {
    return scripts.stream().flatMap(script -> Rename.in(script).stream()).toList();
  }

  /// Returns the file that an object stands in, or would stand in beside what it belongs to.
  ///
  /// @param within what the object is a part of
  public String file(ObjectId id, DatabaseSchema within) {
    return Places.in(dialect.name(), scripts)
        .of(id, within)
        .map(SourceLocation::path)
        .orElse(request.schema().locations().getFirst());
  }

  /// Returns the files as they say what is wanted.
  ///
  /// *Errors*: `VALIDATION_FAILED` naming what cannot be said in these files.
  ///
  /// @param scope what the files speak of at all
  public Edited saying(DatabaseSchema wanted, Predicate<ObjectId> scope) {
    if (scripts.isEmpty()) {
      SequencedMap<String, byte[]> files = new LinkedHashMap<>();
      ObjectFiles.of(wanted, dialect.creation(wanted))
          .forEach((path, text) -> files.put(below(path), text.getBytes(StandardCharsets.UTF_8)));
      return new Edited(new Draft(files), List.of(), List.of());
    }
    DatabaseSchema now = schema().without(scope.negate());
    Units before = new Units(dialect, now);
    Units after = new Units(dialect, wanted);
    Set<ObjectId> units = units(Difference.between(now, wanted), before, after);
    for (int tries = 1; ; tries++) {
      FolderEdit edit = new FolderEdit(scripts, before, after, folder());
      List<Script> changed = edit.with(units);
      List<Difference> left = Difference.between(checked(changed).without(scope.negate()), wanted);
      if (left.isEmpty()) {
        return new Edited(draft(changed), List.of(), List.copyOf(edit.lostComments()));
      }
      Set<ObjectId> more = units(left, before, after);
      if (tries == MOST_TRIES || !units.addAll(more)) {
        throw unsaid(left.getFirst().id() + " would differ still");
      }
    }
  }

  /// Returns the files with every statement in the form in which Lockstep writes it. One with
  /// comments inside stays, for they would be lost.
  public Edited formatted() {
    Units units = new Units(dialect, schema());
    FolderEdit edit = new FolderEdit(scripts, units, units, folder());
    Map<Boolean, List<ObjectId>> commented =
        edit.units().stream().collect(Collectors.partitioningBy(edit::isCommented));
    List<Script> changed = edit.with(commented.getOrDefault(false, List.of()));
    List<Difference> left = Difference.between(checked(changed), schema());
    if (!left.isEmpty()) {
      throw unsaid(left.getFirst().id() + " would be another one");
    }
    return new Edited(
        draft(changed),
        commented.getOrDefault(true, List.of()).stream().map(ObjectId::toString).toList(),
        List.of());
  }

  private static Set<ObjectId> units(
      Collection<Difference> differences, Units before, Units after) {
    Set<ObjectId> units = new LinkedHashSet<>();
    for (Difference difference : differences) {
      switch (difference) {
        case Difference.Added added -> units.add(after.of(added.id()));
        case Difference.Removed removed -> units.add(before.of(removed.id()));
        case Difference.Changed changed -> {
          units.add(before.of(changed.id()));
          units.add(after.of(changed.id()));
        }
      }
    }
    return units;
  }

  private DatabaseSchema checked(List<Script> changed) {
    try {
      return loaded(changed);
    } catch (LockstepException e) {
      if (e.code() != ErrorCode.CHANGE_FILE) {
        throw e;
      }
      throw unsaid(e.getMessage());
    }
  }

  private LockstepException unsaid(String why) {
    return new LockstepException(
        ErrorCode.VALIDATION_FAILED,
        "The new files of schema "
            + request.schema().name()
            + " were tried on a scratch database and nothing was written: "
            + why
            + (why.endsWith(".") ? "" : "."),
        "Change the files by hand; lockstep diff prints what is different.");
  }

  private DatabaseSchema loaded(List<Script> files) {
    return DesiredSql.schema(scratches.of(dialect.name()), dialect, files)
        .without(Bookkeeping::contains);
  }

  private Draft draft(List<Script> changed) {
    Map<String, String> before = new LinkedHashMap<>();
    scripts.forEach(script -> before.put(script.path(), script.text()));
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    for (Script script : changed) {
      Optional<String> old = Optional.ofNullable(before.remove(script.path()));
      if (!old.equals(Optional.of(script.text()))) {
        files.put(script.path(), script.text().getBytes(StandardCharsets.UTF_8));
      }
    }
    return new Draft(files, new ArrayList<>(before.keySet()));
  }

  /// A location may be a file.
  private String folder() {
    String location = request.schema().locations().getFirst();
    return location.endsWith(".sql")
        ? location.substring(0, Math.max(0, location.lastIndexOf('/')))
        : location;
  }

  private String below(String path) {
    return folder().isEmpty() ? path : folder() + "/" + path;
  }
}
