package dev.lockstep.plan;

import dev.lockstep.diff.Difference;
import dev.lockstep.diff.Difference.Added;
import dev.lockstep.diff.Difference.Changed;
import dev.lockstep.diff.Difference.Removed;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.ObjectKind.Alteration;
import dev.lockstep.plan.ObjectKind.Alteration.InPlace;
import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Orders differences into the statements that remove them.
///
/// What cannot be altered in place is dropped and created again, and with it whatever uses it. An
/// object is dropped before what it uses and created after it.
public final class Planner {
  private final Map<String, ObjectKind> kinds = new HashMap<>();
  private final Map<String, Integer> ranks = new HashMap<>();
  private final Finish finish;
  private final Waypoints waypoints;

  /// Gives the ordered changes of a plan their last form.
  @FunctionalInterface
  public interface Finish {
    List<SchemaChange> finish(
        List<SchemaChange> changes, DatabaseSchema live, DatabaseSchema desired);
  }

  /// Breaks a way up where objects must come out of their bonds before anything else can change.
  @FunctionalInterface
  public interface Waypoints {
    Route route(DatabaseSchema live, DatabaseSchema desired);
  }

  /// Is a way in three parts, of which the one in the middle is to be planned.
  ///
  /// @param first leads from what is live to `from`
  /// @param last leads from `to` to what is desired
  public record Route(
      List<SchemaChange> first, DatabaseSchema from, DatabaseSchema to, List<SchemaChange> last) {
    public Route {
      first = List.copyOf(first);
      last = List.copyOf(last);
    }

    /// Returns the way in one part.
    public static Route straight(DatabaseSchema live, DatabaseSchema desired) {
      return new Route(List.of(), live, desired, List.of());
    }
  }

  /// @param kinds in the order in which objects that do not need each other are created
  public Planner(List<? extends ObjectKind> kinds) {
    this(kinds, Route::straight);
  }

  public Planner(List<? extends ObjectKind> kinds, Waypoints waypoints) {
    this(kinds, waypoints, (changes, _, _) -> changes);
  }

  /// @param finish joins what one statement of the product can do at once
  public Planner(List<? extends ObjectKind> kinds, Finish finish) {
    this(kinds, Route::straight, finish);
  }

  private Planner(List<? extends ObjectKind> kinds, Waypoints waypoints, Finish finish) {
    this.waypoints = waypoints;
    this.finish = finish;
    for (ObjectKind kind : kinds) {
      ranks.put(kind.name(), this.kinds.size());
      this.kinds.put(kind.name(), kind);
    }
  }

  /// Plans the way from one schema to another.
  ///
  /// *Errors*: `VALIDATION_FAILED` for objects that need each other in a circle.
  public List<SchemaChange> plan(DatabaseSchema from, DatabaseSchema to) {
    return planned(waypoints.route(from, to), false);
  }

  /// Plans the same for a product whose changes can share transactions, in statements that let
  /// others go on where there are such.
  ///
  /// *Shape*: those stand before or behind what can share a transaction. What goes only to come
  /// again is in one transaction with all that is between, at the price of online forms.
  public List<SchemaChange> planOnline(DatabaseSchema from, DatabaseSchema to) {
    Route route = waypoints.route(from, to);
    // What leaves first and joins last must not be seen on its own.
    boolean open = !route.first().isEmpty() && !route.last().isEmpty();
    return !open
        ? planned(route, true).stream().map(SchemaChange::preferringOnline).toList()
        : planned(route, false).stream().map(change -> change.withOnline(List.of())).toList();
  }

  private List<SchemaChange> planned(Route route, boolean online) {
    List<SchemaChange> plan = new ArrayList<>(route.first());
    plan.addAll(
        finish.finish(new Run(route.from(), route.to()).plan(online), route.from(), route.to()));
    plan.addAll(route.last());
    return List.copyOf(plan);
  }

  private ObjectKind kind(ObjectId id) {
    ObjectKind kind = kinds.get(id.kind());
    if (kind == null) {
      throw new LockstepException(ErrorCode.INTERNAL, "nothing is known about " + id);
    }
    return kind;
  }

  private int rank(ObjectId id) {
    return ranks.getOrDefault(id.kind(), ranks.size());
  }

  /// Is the work on one pair of schemas.
  private final class Run {
    private final DatabaseSchema live;
    private final DatabaseSchema desired;
    private final NavigableSet<ObjectId> gone = new TreeSet<>();
    private final NavigableSet<ObjectId> coming = new TreeSet<>();
    private final Map<ObjectId, InPlace> altered = new HashMap<>();
    private final Deque<ObjectId> undecided = new ArrayDeque<>();

    /// What must be out of the way while something gets another type.
    private final Map<ObjectId, NavigableSet<ObjectId>> cleared = new HashMap<>();

    /// What is created or dropped by the statements that alter something else, and this.
    private final Map<ObjectId, ObjectId> settled = new HashMap<>();

    /// What is created or dropped by itself although it could come and go with its parent.
    private final NavigableSet<ObjectId> apart = new TreeSet<>();

    Run(DatabaseSchema live, DatabaseSchema desired) {
      this.live = live;
      this.desired = desired;
    }

    List<SchemaChange> plan(boolean online) {
      for (Difference difference : Difference.between(live, desired)) {
        switch (difference) {
          case Added(SchemaObject to) -> coming.add(to.id());
          case Removed(SchemaObject from) -> drop(from.id());
          case Changed one -> alter(one);
        }
      }
      while (!undecided.isEmpty()) {
        moveUsers(undecided.remove());
      }
      ActionGraph graph = graph();
      List<ActionGraph.Node> nodes = graph.sorted();
      List<ActionGraph.Node> circle = graph.missing(nodes);
      if (!circle.isEmpty()) {
        // A column's default may use a function that uses the table.
        coming.stream()
            .filter(id -> bearer(id) != null && kind(id).separable(desired.get(id)))
            .forEach(apart::add);
        gone.stream()
            .filter(id -> dying(id) != null && kind(id).separable(live.get(id)))
            .forEach(apart::add);
        graph = graph();
        nodes = graph.sorted();
        circle = graph.missing(nodes);
      }
      if (!circle.isEmpty()) {
        throw circular(circle);
      }
      List<SchemaChange> changes = nodes.stream().map(this::change).toList();
      boolean some = changes.stream().anyMatch(change -> !change.online().isEmpty());
      return online && some ? ordered(graph, nodes, changes) : changes;
    }

    private SchemaChange change(ActionGraph.Node node) {
      return new SchemaChange(
          node.action(),
          node.object(),
          statements(node),
          online(node),
          losses(node),
          failsIf(node));
    }

    private List<SchemaChange> ordered(
        ActionGraph graph, List<ActionGraph.Node> nodes, List<SchemaChange> changes) {
      Map<ActionGraph.Node, SchemaChange> all = new HashMap<>();
      for (int i = 0; i < nodes.size(); i++) {
        all.put(nodes.get(i), changes.get(i));
      }
      Set<ActionGraph.Node> together = new HashSet<>();
      for (ObjectId id : gone) {
        if (coming.contains(id) && !kind(id).canBeMissed(live.get(id))) {
          together.add(new ActionGraph.Node(Action.DROP, representative(id, Action.DROP)));
          together.add(new ActionGraph.Node(Action.CREATE, representative(id, Action.CREATE)));
        }
      }
      OnlineOrder order =
          new OnlineOrder(
              graph,
              nodes,
              node -> !Objects.requireNonNull(all.get(node)).online().isEmpty(),
              together);
      return order.ordered().stream()
          .map(node -> {
            SchemaChange change = Objects.requireNonNull(all.get(node));
            return order.isBound(node) ? change.withOnline(List.of()) : change;
          })
          .toList();
    }

    private static LockstepException circular(List<ActionGraph.Node> circle) {
      return new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          "These need each other in a circle: "
              + circle.stream()
                  .limit(10)
                  .map(node -> node.action().name().toLowerCase(Locale.ROOT) + " " + node.object())
                  .collect(Collectors.joining(", "))
              + ".",
          "Break the circle: do one of them by hand first, without what leads back.");
    }

    private void alter(Changed one) {
      if (gone.contains(one.id())) {
        return;
      }
      Change change = new Change(one.from(), one.to(), one.attributes(), live, desired);
      Alteration alteration = kind(one.id()).alter(change);
      switch (alteration) {
        case InPlace inPlace -> {
          // What another one takes with it comes back as it is meant to be.
          if (!gone.contains(one.id())) {
            altered.put(one.id(), inPlace);
            kind(one.id()).settles(change).forEach(other -> settled.put(other, one.id()));
            if (inPlace.typeChanges()) {
              clearTheWay(change);
            }
          }
        }
        case Alteration.Replace() -> replace(one.id());
      }
    }

    private void clearTheWay(Change change) {
      ObjectId id = change.from().id();
      NavigableSet<ObjectId> inTheWay = cleared.computeIfAbsent(id, _ -> new TreeSet<>());
      for (ObjectId retyped : kind(id).retyped(change)) {
        Stream.concat(live.users(retyped).stream(), live.children(retyped).stream())
            .filter(other -> kind(other.id()).blocksTypeChange(other, change))
            .map(SchemaObject::id)
            .forEach(inTheWay::add);
      }
      inTheWay.forEach(this::replace);
    }

    private void replace(ObjectId id) {
      altered.remove(id);
      drop(id);
      create(id);
    }

    private void drop(ObjectId id) {
      if (gone.add(id)) {
        undecided.add(id);
        live.children(id).forEach(child -> drop(child.id()));
      }
    }

    private void create(ObjectId id) {
      if (desired.objects().containsKey(id) && coming.add(id)) {
        desired.children(id).forEach(child -> create(child.id()));
      }
    }

    /// Takes with it what uses an object that goes, unless its new form does not use it any more.
    private void moveUsers(ObjectId id) {
      for (SchemaObject user : live.users(id)) {
        if (gone.contains(user.id())) {
          continue;
        }
        if (!letsGo(user.id(), id)
            || (!takenFor(id).isEmpty() && isWithoutLoss(user.id(), new HashSet<>()))) {
          replace(user.id());
        }
      }
    }

    /// Tells whether an object stays where it is and does not use another one any more.
    private boolean letsGo(ObjectId user, ObjectId used) {
      return altered.containsKey(user)
          && desired.find(user).filter(after -> !after.uses().contains(used)).isPresent();
    }

    /// Lists what comes and could be meant by a call of something that goes.
    private List<ObjectId> takenFor(ObjectId id) {
      List<String> call = kind(id).calledBy(id);
      return call.isEmpty()
          ? List.of()
          : coming.stream()
              .filter(other -> !other.equals(id) && kind(other).calledBy(other).equals(call))
              .toList();
    }

    private boolean isWithoutLoss(ObjectId id, Set<ObjectId> seen) {
      return !seen.add(id)
          || (kind(id).lossWhenDropped(live.get(id)).isEmpty()
              && Stream.concat(live.users(id).stream(), live.children(id).stream())
                  .allMatch(other -> isWithoutLoss(other.id(), seen)));
    }

    private ActionGraph graph() {
      ActionGraph graph = new ActionGraph(Planner.this::rank);
      gone.stream()
          .filter(id -> dying(id) == null && !isSettled(id))
          .forEach(id -> graph.add(Action.DROP, id));
      coming.stream()
          .filter(id -> bearer(id) == null && !isSettled(id))
          .forEach(id -> graph.add(Action.CREATE, id));
      altered.keySet().forEach(id -> graph.add(Action.ALTER, id));
      gone.forEach(id -> orderDrop(graph, id));
      coming.forEach(id -> orderUses(graph, Action.CREATE, id));
      altered.keySet().forEach(id -> orderUses(graph, Action.ALTER, id));
      altered.keySet().forEach(id -> orderUsers(graph, Action.ALTER, id));
      gone.forEach(id -> orderNames(graph, Action.DROP, id));
      altered.keySet().forEach(id -> orderNames(graph, Action.ALTER, id));
      cleared.forEach((id, inTheWay) -> inTheWay.forEach(other -> orderCleared(graph, id, other)));
      gone.forEach(id -> orderCalls(graph, id));
      return graph;
    }

    private List<String> statements(ActionGraph.Node node) {
      ObjectId id = node.object();
      return switch (node.action()) {
        case DROP -> kind(id).drop(live.get(id), live);
        case CREATE ->
            kind(id)
                .create(
                    desired.get(id), apart.isEmpty() ? desired : desired.without(apart::contains));
        case ALTER -> altered(id).statements();
      };
    }

    private InPlace altered(ObjectId id) {
      return Objects.requireNonNull(altered.get(id));
    }

    private List<String> online(ActionGraph.Node node) {
      ObjectId id = node.object();
      return switch (node.action()) {
        case DROP -> isInUse(live.get(id)) ? kind(id).dropOnline(live.get(id), live) : List.of();
        case CREATE ->
            isInUse(desired.get(id)) ? kind(id).createOnline(desired.get(id), desired) : List.of();
        case ALTER -> altered(id).online();
      };
    }

    /// Tells whether an object's parent was there before, and stays.
    private boolean isInUse(SchemaObject object) {
      ObjectId parent = object.parent();
      return parent != null && live.find(parent).isPresent() && !gone.contains(parent);
    }

    private List<String> losses(ActionGraph.Node node) {
      ObjectId id = node.object();
      return switch (node.action()) {
        case DROP -> kind(id).lossWhenDropped(live.get(id)).stream().toList();
        case CREATE -> List.of();
        case ALTER -> altered(id).losses();
      };
    }

    private List<String> failsIf(ActionGraph.Node node) {
      ObjectId id = node.object();
      return switch (node.action()) {
        case DROP -> List.of();
        case CREATE ->
            isInUse(desired.get(id))
                ? kind(id).failsIf(desired.get(id), live, desired).stream().toList()
                : List.of();
        case ALTER -> altered(id).failsIf();
      };
    }

    private void orderDrop(ActionGraph graph, ObjectId id) {
      orderUsers(graph, Action.DROP, id);
      if (coming.contains(id)) {
        graph.before(
            Action.DROP,
            representative(id, Action.DROP),
            Action.CREATE,
            representative(id, Action.CREATE));
      }
    }

    /// What uses an object goes, or lets go of it, before the object itself does.
    private void orderUsers(ActionGraph graph, Action action, ObjectId id) {
      ObjectId last = representative(id, action);
      if (action == Action.ALTER) {
        // A child that another one must let go of first waits for that one, which comes later.
        live.children(id).stream()
            .filter(child ->
                live.users(child.id()).stream().noneMatch(user -> altered.containsKey(user.id())))
            .forEach(child -> graph.before(Action.DROP, child.id(), Action.ALTER, id));
      }
      for (SchemaObject user : live.users(id)) {
        if (gone.contains(user.id())) {
          if (action == Action.DROP || !kind(user.id()).endures(user)) {
            graph.before(Action.DROP, representative(user.id(), Action.DROP), action, last);
          }
        } else if (action == Action.DROP
            ? altered.containsKey(user.id())
            : altered(id).typeChanges() && letsGo(user.id(), id)) {
          graph.before(Action.ALTER, user.id(), action, last);
        }
      }
    }

    /// An object comes after what it uses and after its parent.
    private void orderUses(ActionGraph graph, Action action, ObjectId id) {
      SchemaObject object = desired.objects().get(id);
      if (object == null) {
        return;
      }
      ObjectId last = representative(id, action);
      List<ObjectId> needed = new ArrayList<>(object.uses());
      needed.addAll(kind(id).follows(object, desired));
      ObjectId parent = object.parent();
      if (parent != null) {
        needed.add(parent);
      }
      for (ObjectId used : needed) {
        if (coming.contains(used)) {
          graph.before(Action.CREATE, representative(used, Action.CREATE), action, last);
        } else if (altered.containsKey(used)) {
          graph.before(Action.ALTER, used, action, last);
        }
      }
    }

    private boolean isSettled(ObjectId id) {
      return altered.containsKey(settled.get(id));
    }

    private void orderCleared(ActionGraph graph, ObjectId id, ObjectId other) {
      graph.before(Action.DROP, representative(other, Action.DROP), Action.ALTER, id);
      if (coming.contains(other)) {
        graph.before(Action.ALTER, id, Action.CREATE, representative(other, Action.CREATE));
      }
    }

    private void orderCalls(ActionGraph graph, ObjectId id) {
      for (ObjectId other : takenFor(id)) {
        graph.before(
            Action.DROP,
            representative(id, Action.DROP),
            Action.CREATE,
            representative(other, Action.CREATE));
      }
    }

    /// A name is free before something else takes it.
    private void orderNames(ActionGraph graph, Action action, ObjectId id) {
      kind(id)
          .occupies(live.get(id))
          .filter(name -> coming.contains(name))
          .ifPresent(name ->
              graph.before(
                  action,
                  representative(id, action),
                  Action.CREATE,
                  representative(name, Action.CREATE)));
      desired
          .find(id)
          .flatMap(after -> kind(id).occupies(after))
          .filter(name -> gone.contains(name))
          .ifPresent(name ->
              graph.before(
                  Action.DROP,
                  representative(name, Action.DROP),
                  altered.containsKey(id) ? Action.ALTER : Action.CREATE,
                  id));
    }

    /// Returns the object whose statement does it.
    private ObjectId representative(ObjectId id, Action action) {
      ObjectId at = id;
      while (true) {
        ObjectId next =
            switch (action) {
              case DROP -> dying(at);
              case CREATE -> bearer(at);
              case ALTER -> null;
            };
        if (next == null) {
          return at;
        }
        at = next;
      }
    }

    /// Returns what an object dies with, or null when it is dropped by itself.
    private @Nullable ObjectId dying(ObjectId id) {
      return kind(id).diesWith(live.get(id)).stream()
          .filter(other -> gone.contains(other) && !apart.contains(id))
          .findFirst()
          .orElse(null);
    }

    /// Returns the parent that an object is born with, or null when it is created by itself.
    private @Nullable ObjectId bearer(ObjectId id) {
      SchemaObject object = desired.get(id);
      ObjectId parent = object.parent();
      return parent != null
              && coming.contains(parent)
              && !apart.contains(id)
              && kind(id).bornWithParent(object)
          ? parent
          : null;
    }
  }
}
