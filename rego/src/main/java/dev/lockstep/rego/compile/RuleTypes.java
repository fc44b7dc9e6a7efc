package dev.lockstep.rego.compile;

import dev.lockstep.rego.compile.Expr.Document;
import dev.lockstep.rego.compile.Signatures.Signature;
import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds out what the variables and terms of one rule are, and which of them never fit together.
///
/// *Shape*: steps are looked at in the order in which they run, so that what gives a variable its
/// value comes first. What is wrong is anything from there on, so that nothing is said twice.
final class RuleTypes {
  private final TypeChecks all;
  private final Map<List<String>, Type> schemas;
  private final Map<Integer, Type> locals = new HashMap<>();
  private final IdentityHashMap<Expr, Type> known = new IdentityHashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private Place place;
  private boolean inputIsOther;

  /// @param schemas of documents, by their ways from `input` or `data`
  RuleTypes(TypeChecks all, Map<List<String>, Type> schemas, Place place) {
    this.all = all;
    this.schemas = schemas;
    this.place = place;
  }

  List<Fault> faults() {
    return faults;
  }

  void check(Block block) {
    block.steps().forEach(this::check);
  }

  private void check(Step step) {
    Place before = place;
    boolean outside = inputIsOther;
    place = step.place();
    for (Step.Substitution one : step.with()) {
      Expr value =
          switch (one) {
            case Step.DocumentAs document -> {
              inputIsOther |= document.document() == Document.INPUT;
              yield document.value();
            }
            case Step.FunctionAs function -> function.value();
          };
      if (value != null) {
        of(value);
      }
    }
    // What is another value there OPA does not look at, where it is the whole statement.
    if (step.with().isEmpty() || !(step.does() instanceof Step.Holds(Expr.Path _))) {
      does(step.does());
    }
    place = before;
    inputIsOther = outside;
  }

  private void does(Step.Does does) {
    switch (does) {
      case Step.Holds(Expr.BuiltinCall call) when call.builtin().name().equals("equal") -> {
        known.put(call, Type.Plain.BOOLEAN);
        match(call.arguments().getFirst(), call.arguments().getLast());
      }
      case Step.Holds holds -> of(holds.expr());
      case Step.Matches(Expr pattern, Expr value) -> match(pattern, value);
      case Step.Iterates iterates -> iterate(iterates);
      // What stands in its body OPA does not look at.
      case Step.Every every -> of(every.domain());
      case Step.Never(Expr left, Expr right) -> mismatch(of(left), of(right));
    }
  }

  private void iterate(Step.Iterates iterates) {
    Type domain = of(iterates.domain());
    Expr key = iterates.key();
    Type keys = domain.keys();
    Type values = domain.contents();
    if (keys == null || values == null) {
      List<Expr> way = List.of(key == null ? new Expr.Local(-1, "_", place) : key);
      faults.add(References.unsupported(new Expr.Of(iterates.domain()), way, 0, domain, place));
      keys = Type.Either.ANY;
      values = Type.Either.ANY;
    }
    if (key != null) {
      of(key);
      fits(key, keys, false);
    }
    Type pattern = of(iterates.value());
    if (!fits(iterates.value(), values, false)) {
      mismatch(pattern, values);
      bindAll(iterates.value());
    }
  }

  private void match(Expr left, Expr right) {
    Type one = of(left);
    Type other = of(right);
    boolean fit =
        one.isOpen()
            ? other.isOpen() ? open(left, right) : fits(left, other, false)
            : other.isOpen() ? fits(right, one, false) : one.meets(other);
    if (!fit) {
      mismatch(one, other);
      bindAll(left);
      bindAll(right);
    }
  }

  /// Neither side is known as a whole; their parts may be.
  private boolean open(Expr left, Expr right) {
    if (left instanceof Expr.ArrayOf one && right instanceof Expr.ArrayOf other) {
      boolean fit = one.items().size() == other.items().size();
      for (int i = 0; fit && i < one.items().size(); i++) {
        match(one.items().get(i), other.items().get(i));
      }
      return fit;
    }
    // What gives both their values comes later, or they stay anything.
    bindAll(left);
    bindAll(right);
    return true;
  }

  private void bindAll(Expr expr) {
    Walk.in(
        expr,
        one -> {
          if (one instanceof Expr.Local local) {
            locals.putIfAbsent(local.slot(), Type.Either.ANY);
          }
        });
  }

  private void mismatch(Type left, Type right) {
    faults.add(
        new Fault(
            Fault.TYPE, "match error\n\tleft  : %s\n\tright : %s".formatted(left, right), place));
  }

  /// Returns what a term is, once all in it has been looked at.
  Type of(Expr expr) {
    return switch (expr) {
      case Expr.Constant(Value value) -> Type.of(value);
      case Expr.Local local -> locals.getOrDefault(local.slot(), Type.Plain.UNKNOWN);
      case Expr.ArrayOf array ->
          new Type.Items(array.items().stream().map(this::of).toList(), null).bounded();
      case Expr.SetOf set ->
          new Type.Elements(Type.any(set.items().stream().map(this::of))).bounded();
      case Expr.ObjectOf object -> fields(object).bounded();
      default -> {
        Type before = known.get(expr);
        if (before == null) {
          before = found(expr);
          known.put(expr, before);
        }
        yield before;
      }
    };
  }

  private Type fields(Expr.ObjectOf object) {
    Map<Value, Type> fields = new LinkedHashMap<>();
    Type key = null;
    Type value = null;
    for (int i = 0; i < object.keys().size(); i++) {
      Type content = of(object.values().get(i));
      if (object.keys().get(i) instanceof Expr.Constant(Value name) && name.isScalar()) {
        fields.put(name, content);
      } else {
        key = Type.or(key, of(object.keys().get(i)));
        value = Type.or(value, content);
      }
    }
    return new Type.Fields(fields, key, value);
  }

  private Type found(Expr expr) {
    return switch (expr) {
      case Expr.Path path -> reached(path);
      case Expr.BuiltinCall call -> {
        Signature signature = Signatures.of(call.builtin().name());
        call.arguments().forEach(this::of);
        if (signature == null) {
          call.arguments().forEach(this::bindAll);
          yield Type.Either.ANY;
        }
        if (call.builtin().name().startsWith("internal.member_")) {
          member(call.arguments());
        }
        yield called(call.builtin().name(), signature, call.arguments(), call.place());
      }
      case Expr.RuleCall call -> {
        call.arguments().forEach(this::of);
        yield called(call.name(), all.function(call.path()), call.arguments(), call.place());
      }
      case Expr.Comprehension one -> comprehension(one);
      case Expr.Template template -> {
        for (Expr.TemplatePiece piece : template.pieces()) {
          Block body = piece.body();
          if (body != null) {
            check(body);
          }
        }
        yield Type.Plain.STRING;
      }
      default -> Type.Either.ANY;
    };
  }

  /// What stands before `in` must be able to be a key or value of what stands behind.
  private void member(List<Expr> arguments) {
    Type of = this.of(arguments.getLast());
    Type value = this.of(arguments.get(arguments.size() - 2));
    Type key = arguments.size() > 2 ? this.of(arguments.getFirst()) : Type.Plain.UNKNOWN;
    Type keys = of.keys();
    Type values = of.contents();
    if (keys != null && !key.isOpen() && !key.meets(keys)) {
      mismatch(key, keys);
    } else if (values != null && !value.isOpen() && !value.meets(values)) {
      mismatch(value, values);
    }
  }

  private Type comprehension(Expr.Comprehension one) {
    check(one.body());
    Expr key = one.key();
    Type keyType = key == null ? Type.Either.ANY : closed(key);
    Type value = closed(one.value());
    return switch (one.makes()) {
      case ARRAY -> new Type.Items(List.of(), value);
      case SET -> new Type.Elements(value);
      case OBJECT -> new Type.Fields(Map.of(), keyType, value);
    };
  }

  /// Returns what is made behind a body, by when all is known that ever will be.
  Type closed(Expr expr) {
    Type type = of(expr);
    if (!type.isOpen()) {
      return type;
    }
    bindAll(expr);
    return of(expr);
  }

  private Type called(String name, Signature signature, List<Expr> arguments, Place where) {
    for (int i = 0; i < Math.min(arguments.size(), signature.takes().size()); i++) {
      if (!fits(arguments.get(i), signature.takes().get(i), false)) {
        faults.add(
            new Fault(
                Fault.TYPE,
                "%s: invalid argument(s)\n\thave: (%s)\n\twant: (%s)"
                    .formatted(
                        name,
                        Type.shown(arguments.stream().map(this::of).toList()),
                        Type.shown(signature.takes())),
                where));
        arguments.forEach(this::bindAll);
        break;
      }
    }
    return signature.makes();
  }

  /// Tells whether a term can be of a type, which gives its variables theirs.
  ///
  /// @param more whether variables can also be what they were before
  private boolean fits(Expr expr, Type type, boolean more) {
    return switch (expr) {
      case Expr.Local local -> {
        Type before = locals.get(local.slot());
        if (before != null && !more) {
          yield before.meets(type);
        }
        locals.put(local.slot(), Type.either(before == null ? type : before, type));
        yield true;
      }
      case Expr.Constant(Value value) -> fits(value, type);
      case Expr.ArrayOf array -> parts(type, (one, some) -> items(array, one, more || some));
      case Expr.ObjectOf object -> parts(type, (one, some) -> fields(object, one, more || some));
      case Expr.SetOf set -> parts(type, (one, some) -> elements(set, one, more || some));
      default -> of(expr).meets(type);
    };
  }

  private interface Part {
    /// @param some whether it is one of several types
    boolean fits(Type type, boolean some);
  }

  private static boolean parts(Type type, Part part) {
    if (!(type instanceof Type.Either(List<Type> of)) || of.isEmpty()) {
      return part.fits(type, false);
    }
    boolean fits = false;
    for (Type one : of) {
      fits |= part.fits(one, true);
    }
    return fits;
  }

  private boolean items(Expr.ArrayOf array, Type type, boolean more) {
    if (type.equals(Type.Either.ANY)) {
      array.items().forEach(item -> fits(item, Type.Either.ANY, true));
      return true;
    }
    if (!(type instanceof Type.Items(List<Type> items, Type rest))
        || (rest == null && items.size() != array.items().size())) {
      return false;
    }
    for (int i = 0; i < array.items().size(); i++) {
      Type item = i < items.size() ? items.get(i) : rest;
      if (item == null || !fits(array.items().get(i), item, more)) {
        return false;
      }
    }
    return true;
  }

  private boolean fields(Expr.ObjectOf object, Type type, boolean more) {
    if (type.equals(Type.Either.ANY)) {
      object.keys().forEach(key -> fits(key, Type.Either.ANY, true));
      object.values().forEach(value -> fits(value, Type.Either.ANY, true));
      return true;
    }
    if (!(type instanceof Type.Fields wanted)
        || (wanted.key() == null && wanted.fields().size() != object.keys().size())) {
      return false;
    }
    for (int i = 0; i < object.keys().size(); i++) {
      Expr value = object.values().get(i);
      if (object.keys().get(i) instanceof Expr.Constant(Value key)) {
        Type field = wanted.at(key);
        if (field == null || !fits(value, field, more)) {
          return false;
        }
      } else {
        fits(value, Type.Either.ANY, more);
      }
    }
    return true;
  }

  private boolean elements(Expr.SetOf set, Type type, boolean more) {
    if (type.equals(Type.Either.ANY)) {
      set.items().forEach(item -> fits(item, Type.Either.ANY, true));
      return true;
    }
    if (!(type instanceof Type.Elements(Type of))) {
      return false;
    }
    Type element = of == null ? Type.Either.ANY : of;
    return set.items().stream().allMatch(item -> fits(item, element, more));
  }

  private static boolean fits(Value value, Type type) {
    return parts(type, (one, _) -> one.equals(Type.Either.ANY) || isOf(value, one));
  }

  private static boolean isOf(Value value, Type type) {
    return switch (value) {
      case RegoArray array -> {
        List<Value> items = array.values();
        yield type instanceof Type.Items wanted
            && (wanted.rest() != null || wanted.items().size() == items.size())
            && items.size() >= wanted.items().size()
            && IntStream.range(0, items.size())
                .allMatch(i ->
                    fits(
                        items.get(i),
                        Objects.requireNonNull(wanted.at(RegoNumber.of(i)), "a type")));
      }
      case RegoObject object ->
          type instanceof Type.Fields wanted
              && (wanted.key() != null || wanted.fields().size() == object.size())
              && object.keys().stream()
                  .allMatch(key -> {
                    Type field = wanted.at(key);
                    return field != null && fits(object.at(key), field);
                  });
      case RegoSet set ->
          type instanceof Type.Elements(Type of)
              && (of == null || set.sorted().stream().allMatch(item -> fits(item, of)));
      default -> Type.of(value).meets(type);
    };
  }

  private Type reached(Expr.Path path) {
    List<Expr> keys = path.keys();
    return switch (path.base()) {
      case Document.INPUT -> {
        Type input = inputIsOther ? Type.Either.ANY : schemas.getOrDefault(INPUT, Type.Either.ANY);
        yield at(path, input, 0);
      }
      case Document.DATA -> {
        keys.forEach(this::of);
        for (int length = keys.size(); length > 0; length--) {
          Type schema = schemas.get(names(keys.subList(0, length)));
          if (schema != null) {
            yield at(path, schema, length);
          }
        }
        yield all.reached(this, path);
      }
      case Expr.Of(Expr head) -> {
        Type type = of(head);
        yield at(path, type == Type.Plain.UNKNOWN ? Type.Either.ANY : type, 0);
      }
    };
  }

  static final List<String> INPUT = List.of("input");

  private static List<String> names(List<Expr> keys) {
    return Stream.concat(
            Stream.of("data"),
            keys.stream()
                .map(key ->
                    key instanceof Expr.Constant(dev.lockstep.rego.value.RegoString text)
                        ? text.text()
                        : "\0"))
        .collect(Collectors.toList());
  }

  /// Goes on along a way from something of a type.
  ///
  /// @param from the key at which it goes on
  Type at(Expr.Path path, Type start, int from) {
    Type type = start;
    List<Expr> keys = path.keys();
    for (int i = from; i < keys.size(); i++) {
      Expr key = keys.get(i);
      Type own = of(key);
      Type wanted = type.keys();
      Type values = type.contents();
      if (wanted == null || values == null) {
        return wrong(References.unsupported(path.base(), keys, i, type, path.place()));
      }
      if (key instanceof Expr.Constant(Value value) && value.isScalar()) {
        Type next = type.at(value);
        if (next == null) {
          return wrong(References.invalid(path, i, null, type));
        }
        type = next;
      } else if (fits(key, wanted, false)) {
        type = values;
      } else {
        return wrong(References.invalid(path, i, own, type));
      }
    }
    return type;
  }

  Type wrong(Fault fault) {
    faults.add(fault);
    return Type.Either.ANY;
  }

  /// Binds a variable that stands for a name.
  void name(Expr key) {
    of(key);
    fits(key, Type.Either.ANY, true);
  }
}
