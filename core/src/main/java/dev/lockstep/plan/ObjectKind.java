package dev.lockstep.plan;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// Says how objects of one kind are created, altered and dropped in one database product.
public interface ObjectKind {
  /// Returns the kind of [ObjectId] this is.
  String name();

  /// Writes the statements that create an object with everything that is born with it.
  List<String> create(SchemaObject object, DatabaseSchema desired);

  /// Writes the statements that drop an object with everything that dies with it.
  List<String> drop(SchemaObject object, DatabaseSchema live);

  /// Says how an object gets from one form to another.
  Alteration alter(Change change);

  /// Writes what [#create] does to a table in use while others go on reading and writing it; empty
  /// when there is no such way, or no need.
  default List<String> createOnline(SchemaObject object, DatabaseSchema desired) {
    return List.of();
  }

  /// Writes what [#drop] does in the same manner.
  default List<String> dropOnline(SchemaObject object, DatabaseSchema live) {
    return List.of();
  }

  /// Tells whether the statement that creates the parent creates this as well.
  default boolean bornWithParent(SchemaObject object) {
    return false;
  }

  /// Tells whether an object that comes and goes with its parent can also do so by itself.
  default boolean separable(SchemaObject object) {
    return false;
  }

  /// Returns the name that an object keeps for something inside it, so that nothing else can bear
  /// it.
  default Optional<ObjectId> occupies(SchemaObject object) {
    return Optional.empty();
  }

  /// Says in words what is lost for good when an object is dropped; nothing when creating it again
  /// brings everything back.
  default Optional<String> lossWhenDropped(SchemaObject object) {
    return Optional.empty();
  }

  /// Says in words what rows of a table in use may hold that makes the server refuse to create an
  /// object; empty when there is nothing.
  default Optional<String> failsIf(
      SchemaObject object, DatabaseSchema live, DatabaseSchema desired) {
    return Optional.empty();
  }

  /// Returns what is created before an object although the object does not use it.
  default List<ObjectId> follows(SchemaObject object, DatabaseSchema desired) {
    return List.of();
  }

  /// Returns what an object vanishes with when one of it is dropped; empty when it has to be
  /// dropped by itself in any case.
  default List<ObjectId> diesWith(SchemaObject object) {
    return object.parent() == null ? List.of() : List.of(object.parent());
  }

  /// Tells whether an object must be dropped and created again when something that it uses, or
  /// belongs to, gets another type.
  ///
  /// @param change of a column, or of the type itself
  default boolean blocksTypeChange(SchemaObject object, Change change) {
    return false;
  }

  /// Returns everything that gets another type when an object does, itself among it.
  default List<ObjectId> retyped(Change change) {
    return List.of(change.from().id());
  }

  /// Returns what the statements that alter an object create or drop beside it.
  default List<ObjectId> settles(Change change) {
    return List.of();
  }

  /// Returns what calls an object where others answer to the same, so that one must be gone before
  /// anything that uses another one is made; nothing when no other can be meant.
  default List<String> calledBy(ObjectId id) {
    return List.of();
  }

  /// Tells whether what an object uses can change in place while the object is there, even if it
  /// fits no more.
  default boolean endures(SchemaObject object) {
    return false;
  }

  /// Tells whether nothing is seen or let in that should not be while an object is gone, so that it
  /// may come again when others have gone on meanwhile.
  default boolean canBeMissed(SchemaObject object) {
    return false;
  }

  /// Is one object before and after.
  ///
  /// @param attributes the names of those that differ
  record Change(
      SchemaObject from,
      SchemaObject to,
      SortedSet<String> attributes,
      DatabaseSchema live,
      DatabaseSchema desired) {
    /// Tells whether one of the attributes differs.
    public boolean touches(String attribute) {
      return attributes.contains(attribute);
    }

    /// Tells whether nothing else than these differs.
    public boolean onlyTouches(List<String> known) {
      return known.containsAll(attributes);
    }
  }

  /// Says how an object is altered.
  sealed interface Alteration {
    /// By statements that leave the object where it is.
    ///
    /// @param online does the same while others go on; empty when there is no such way, or no need
    /// @param losses what nothing brings back, in words
    /// @param failsIf what rows may hold that makes the server refuse it, in words
    /// @param typeChanges whether what uses it must go out of the way meanwhile
    record InPlace(
        List<String> statements,
        List<String> online,
        List<String> losses,
        List<String> failsIf,
        boolean typeChanges)
        implements Alteration {
      public InPlace {
        statements = List.copyOf(statements);
        online = List.copyOf(online);
        losses = List.copyOf(losses);
        failsIf = List.copyOf(failsIf);
      }

      public InPlace(List<String> statements, List<String> online, boolean typeChanges) {
        this(statements, online, List.of(), List.of(), typeChanges);
      }

      public InPlace(List<String> statements, boolean typeChanges) {
        this(statements, List.of(), typeChanges);
      }
    }

    /// By dropping it and creating it again.
    record Replace() implements Alteration {}

    static Alteration inPlace(List<String> statements) {
      return new InPlace(statements, false);
    }

    static Alteration replace() {
      return new Replace();
    }
  }
}
