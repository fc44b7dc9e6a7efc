package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.reader.UnicodeReader;

/// Looks over a YAML or JSON changelog event by event, before anything is built from it.
final class YamlScan {
  /// Nodes a file may grow to when every alias is replaced by what it stands for.
  private static final long MOST_NODES = 2_000_000;

  private static final String CORRECT =
      "Correct the file there; look at indentation, quotes and brackets.";
  private static final String TEXT_KEY = "Write a text as the key.";

  /// What every YAML reader knows; any other tag names a class to make.
  private static final String CORE_TAG =
      "!|tag:yaml\\.org,2002:(str|int|float|bool|null|timestamp|seq|map)";

  private final ChangelogScan scan;
  private final Deque<Frame> open = new ArrayDeque<>();
  private final Map<String, Long> anchors = new HashMap<>();
  private long total;

  YamlScan(ChangelogScan scan) {
    this.scan = scan;
  }

  void run(byte[] content) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    try {
      Iterable<Event> events =
          new Yaml(options).parse(new UnicodeReader(new ByteArrayInputStream(content)));
      for (Event event : events) {
        on(event);
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw scan.refused(ErrorCode.CHANGE_FILE, line, "cannot be read: " + e.getProblem(), CORRECT);
    } catch (YAMLException e) {
      throw scan.refused(ErrorCode.CHANGE_FILE, 0, "cannot be read: " + e.getMessage(), CORRECT);
    }
  }

  private void on(Event event) {
    int line = event.getStartMark().getLine() + 1;
    if (event instanceof CollectionStartEvent start) {
      Frame holder = open.peek();
      if (holder != null && holder.expectsKey()) {
        throw scan.refused(ErrorCode.CHANGE_FILE, line, "uses a list or map as a key", TEXT_KEY);
      }
      checkTag(start.getTag(), line);
      scan.enter(line);
      String name = holder == null ? "" : holder.childName();
      open.push(new Frame(event instanceof MappingStartEvent, name, start.getAnchor(), line));
    } else if (event instanceof CollectionEndEvent) {
      close(open.pop());
    } else if (event instanceof ScalarEvent scalar) {
      scalar(scalar, line);
    } else if (event instanceof AliasEvent alias) {
      alias(alias, line);
    }
  }

  private void checkTag(@Nullable String tag, int line) {
    if (tag != null && !tag.matches(CORE_TAG)) {
      throw scan.refused(
          ErrorCode.CHANGE_FILE, line, "uses a tag (!…), which is not allowed", "Remove the tag.");
    }
  }

  private void scalar(ScalarEvent event, int line) {
    checkTag(event.getTag(), line);
    remember((NodeEvent) event, 1);
    Frame holder = open.peek();
    if (holder == null) {
      return;
    }
    if (holder.expectsKey()) {
      scan.name(event.getValue(), holder.name, line);
      holder.key(event.getValue());
    } else {
      holder.value(event.getValue());
    }
    grow(holder, 1, line);
  }

  private void alias(AliasEvent event, int line) {
    Frame holder = open.peek();
    Long size = anchors.get(event.getAnchor());
    if (holder == null || size == null) {
      throw scan.refused(
          ErrorCode.CHANGE_FILE,
          line,
          "has an alias for nothing that stands before it as a whole",
          "Write out what the alias is to stand for, or give it an anchor (&) further up.");
    }
    if (holder.expectsKey()) {
      throw scan.refused(ErrorCode.CHANGE_FILE, line, "uses an alias as a key", TEXT_KEY);
    }
    holder.value(null);
    grow(holder, size, line);
  }

  private void close(Frame frame) {
    scan.leave();
    if (frame.name.equals("changeSet")) {
      scan.changeset(frame.id, frame.author, frame.line);
    }
    if (frame.anchor != null) {
      anchors.put(frame.anchor, frame.size);
    }
    Frame holder = open.peek();
    if (holder != null) {
      holder.size += frame.size;
      holder.value(null);
    }
  }

  private void grow(Frame holder, long by, int line) {
    holder.size += by;
    total += by;
    if (total > MOST_NODES) {
      throw scan.refused(
          ErrorCode.TOO_LARGE,
          line,
          "grows beyond " + MOST_NODES + " entries when its aliases are replaced",
          "Write the entries without nesting aliases in aliases.");
    }
  }

  private void remember(NodeEvent event, long size) {
    if (event.getAnchor() != null) {
      anchors.put(event.getAnchor(), size);
    }
  }

  /// Is a list or map that is still open.
  private static final class Frame {
    private final boolean mapping;
    private final String name;
    private final @Nullable String anchor;
    private final int line;
    private @Nullable String key;
    private @Nullable String id;
    private @Nullable String author;
    private long size = 1;

    Frame(boolean mapping, String name, @Nullable String anchor, int line) {
      this.mapping = mapping;
      this.name = name;
      this.anchor = anchor;
      this.line = line;
    }

    boolean expectsKey() {
      return mapping && key == null;
    }

    void key(String text) {
      key = text;
    }

    String childName() {
      return mapping && key != null ? key : name;
    }

    void value(@Nullable String text) {
      if ("id".equals(key)) {
        id = text;
      } else if ("author".equals(key)) {
        author = text;
      }
      key = null;
    }
  }
}
