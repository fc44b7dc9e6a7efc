package dev.lockstep.dialects.target;

import dev.lockstep.dialects.target.Pipeline.Part;
import dev.lockstep.dialects.target.Pipeline.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// Is a message under construction: statements, and what each of them is for.
final class Message {
  private final List<Part> parts = new ArrayList<>();
  private final List<Role> roles = new ArrayList<>();
  private long size;

  /// Says what a part of a message is for.
  sealed interface Role {
    /// One of a migration's own statements.
    ///
    /// @param migration index within the message
    record Change(int migration, JournalLine line) implements Role {}

    /// Lockstep's or the engine's records of a migration, or what surrounds it.
    record Note(int migration, String doing) implements Role {}

    /// The commit after which a migration is applied for good.
    record Commit(int migration) implements Role {}
  }

  void add(Role role, Part part) {
    parts.add(part);
    roles.add(role);
    size += part.text().length() + (part.data() == null ? 0 : part.data().length());
  }

  void add(Role role, List<String> texts) {
    texts.forEach(text -> add(role, new Part(text)));
  }

  List<Part> parts() {
    return parts;
  }

  /// Returns the length of all texts in characters.
  long size() {
    return size;
  }

  /// Returns what the part is for at which a message stopped.
  Role blamed(Sent sent) {
    return roles.get(sent.completed());
  }

  /// Returns how many migrations of the message are committed.
  int committed(Sent sent) {
    int count = 0;
    for (int at = 0; at < sent.completed(); at++) {
      if (roles.get(at) instanceof Role.Commit) {
        count++;
      }
    }
    return count;
  }

  /// Hands out the row counts of the changes that succeeded in the first so many migrations.
  void counts(Sent sent, int migrations, ObjLongConsumer<JournalLine> counted) {
    for (int at = 0; at < sent.completed(); at++) {
      if (roles.get(at) instanceof Role.Change(int migration, JournalLine line)
          && migration < migrations) {
        counted.accept(line, sent.rows().get(at));
      }
    }
  }

  /// Returns the change added last, or null.
  @Nullable JournalLine newestChange() {
    for (Role role : roles.reversed()) {
      if (role instanceof Role.Change(int _, JournalLine line)) {
        return line;
      }
    }
    return null;
  }

  /// Returns the last change that was sent before a part, or null.
  @Nullable JournalLine lastChange(Sent sent) {
    for (int at = Math.min(sent.completed(), roles.size() - 1); at >= 0; at--) {
      if (roles.get(at) instanceof Role.Change(int _, JournalLine line)) {
        return line;
      }
    }
    return null;
  }
}
