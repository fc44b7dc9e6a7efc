package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Place;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Builds the tree of one YAML 1.2 document from parser events.
///
/// *Shape*: what an alias would unfold to is counted, never unfolded, so that a small file cannot
/// become a large tree.
///
/// *Errors*: faults `yaml-syntax`, `duplicate-key` and `too-large`. After `yaml-syntax` or
/// `too-large` there is no tree; a duplicate key keeps its first value.
final class YamlComposer {
  private static final int MAX_DEPTH = 60;
  private static final int MAX_ALIASES = 200;
  private static final int MAX_NODES = 500_000;

  private final Faults faults;
  private final Iterator<Event> events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Set<String> unfinished = new HashSet<>();
  private int aliases;
  private long nodes;

  private YamlComposer(String text, Faults faults) {
    this.faults = faults;
    LoadSettings settings =
        LoadSettings.builder().setLabel("").setCodePointLimit(Integer.MAX_VALUE).build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /// Returns the document, or empty when it is broken and the faults say why.
  static Optional<YamlNode> compose(String text, Faults faults) {
    try {
      return Optional.of(new YamlComposer(text, faults).document());
    } catch (Broken broken) {
      faults.add(broken.rule, broken.place, broken.words, broken.nextStep);
    } catch (MarkedYamlEngineException syntax) {
      YamlSyntax.explain(syntax, faults);
    } catch (YamlEngineException unreadable) {
      YamlSyntax.explain(unreadable, text, faults);
    }
    return Optional.empty();
  }

  private YamlNode document() {
    Event event = next();
    while (event.getEventId() == Event.ID.StreamStart
        || event.getEventId() == Event.ID.DocumentStart) {
      event = next();
    }
    if (event.getEventId() == Event.ID.StreamEnd) {
      throw new Broken(
          "yaml-syntax", new Place(1, 1), "The file is empty.", "Write one with `lockstep init`.");
    }
    YamlNode root = node(event, 1);
    next();
    Event behind = next();
    if (behind.getEventId() != Event.ID.StreamEnd) {
      throw new Broken(
          "yaml-syntax",
          place(behind),
          "The file holds a second document behind ---.",
          "Keep one document in the file.");
    }
    return root;
  }

  private YamlNode node(Event event, int depth) {
    Place place = place(event);
    if (depth > MAX_DEPTH) {
      throw new Broken(
          "too-large", place, "The file nests deeper than " + MAX_DEPTH + " levels.", null);
    }
    if (event instanceof AliasEvent alias) {
      return repeat(alias, place);
    }
    String anchor =
        event instanceof NodeEvent named && named.getAnchor().isPresent()
            ? named.getAnchor().get().getValue()
            : null;
    long before = nodes;
    count(1, place);
    if (event instanceof CollectionStartEvent collection) {
      checkTag(collection.getTag(), place);
    }
    if (anchor != null) {
      unfinished.add(anchor);
    }
    YamlNode node =
        switch (event.getEventId()) {
          case Scalar -> scalar((ScalarEvent) event, place);
          case SequenceStart -> sequence(place, depth);
          case MappingStart -> mapping(place, depth);
          default -> throw new IllegalStateException("unexpected " + event.getEventId());
        };
    if (anchor != null) {
      unfinished.remove(anchor);
      anchors.put(anchor, new Anchored(node, nodes - before));
    }
    return node;
  }

  private YamlNode repeat(AliasEvent alias, Place place) {
    String name = alias.getAlias().getValue();
    Anchored anchored = anchors.get(name);
    if (unfinished.contains(name)) {
      throw new Broken(
          "yaml-syntax", place, "The alias *" + name + " stands inside what it repeats.", null);
    }
    if (anchored == null) {
      throw new Broken(
          "yaml-syntax",
          place,
          "The alias *" + name + " has no anchor &" + name + " before it.",
          "Put text that starts with * in quotes, or name the anchor.");
    }
    aliases++;
    if (aliases > MAX_ALIASES) {
      throw new Broken(
          "too-large", place, "The file uses more than " + MAX_ALIASES + " aliases.", null);
    }
    count(anchored.nodes(), place);
    return anchored.node();
  }

  private Sequence sequence(Place place, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      items.add(node(event, depth + 1));
    }
    return new Sequence(place, items);
  }

  private Mapping mapping(Place place, int depth) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      YamlNode key = node(event, depth + 1);
      YamlNode value = node(next(), depth + 1);
      if (!(key instanceof Scalar name)) {
        faults.add(
            "yaml-syntax", key.place(), "A key must be text, not " + key.kindName() + ".", null);
        continue;
      }
      Place first = seen.putIfAbsent(name.text(), name.place());
      if (first == null) {
        entries.add(new Entry(name, value));
      } else {
        faults.add(
            "duplicate-key",
            name.place(),
            "The key "
                + Words.quote(name.text())
                + " stands here again; the first is in line "
                + first.line()
                + ".",
            "Keep one of the two.");
      }
    }
    return new Mapping(place, entries);
  }

  private Scalar scalar(ScalarEvent event, Place place) {
    boolean tagged = event.getTag().isPresent();
    if (tagged) {
      checkTag(event.getTag(), place);
    }
    boolean plain = event.isPlain() && !tagged;
    Scalar.Kind kind = plain ? ScalarKinds.of(event.getValue()) : Scalar.Kind.TEXT;
    return new Scalar(place, event.getValue(), kind);
  }

  /// Lets only the tag pass that says that a scalar is text.
  private void checkTag(Optional<String> tag, Place place) {
    if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals("tag:yaml.org,2002:str")) {
      faults.add(
          "yaml-syntax", place, "The file uses a tag (!…), which is not allowed.", "Remove it.");
    }
  }

  private void count(long more, Place place) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw new Broken(
          "too-large",
          place,
          "The file stands for more than " + MAX_NODES + " values.",
          "Write the values out instead of nesting aliases in aliases.");
    }
  }

  private Event next() {
    return events.next();
  }

  private static Place place(Event event) {
    return event
        .getStartMark()
        .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(new Place(0, 0));
  }

  private record Anchored(YamlNode node, long nodes) {}

  /// Ends the reading of a document that has no tree; never leaves this class.
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String rule;
    private final transient Place place;
    private final String words;
    private final @Nullable String nextStep;

    Broken(String rule, Place place, String words, @Nullable String nextStep) {
      super(words, null, false, false);
      this.rule = rule;
      this.place = place;
      this.words = words;
      this.nextStep = nextStep;
    }
  }
}
