package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.BackwardSql;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition.Reuse;
import dev.lockstep.engines.liquibase.bridge.ForwardSql;
import dev.lockstep.engines.liquibase.bridge.OpenChangelog;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Is a changelog at hand for one question, with a reader behind it that is asked only when
/// something is not known yet.
///
/// *Shape*: used by one thread; closing it closes the reader and keeps what was learnt.
final class LoadedChangelog implements AutoCloseable {
  private final Keys keys;
  private final ChangelogCache cache;
  private final Supplier<OpenChangelog> opener;
  private @Nullable CachedChangelog general;
  private @Nullable CachedChangelog special;
  private @Nullable OpenChangelog opened;
  private boolean generalGrew;
  private boolean specialGrew;

  LoadedChangelog(
      Keys keys,
      ChangelogCache cache,
      Supplier<OpenChangelog> opener,
      @Nullable CachedChangelog general,
      @Nullable CachedChangelog special) {
    this.keys = keys;
    this.cache = cache;
    this.opener = opener;
    this.general = general;
    this.special = special;
  }

  ChangelogDefinition definition() {
    if (general != null) {
      return general.definition();
    }
    if (special != null) {
      return special.definition();
    }
    ChangelogDefinition definition = open().definition();
    if (definition.reuse() == Reuse.SAME_SERVER_VERSION) {
      general = new CachedChangelog(definition);
      generalGrew = true;
    } else {
      special = new CachedChangelog(definition);
      specialGrew = definition.reuse() == Reuse.SAME_DATABASE;
    }
    return definition;
  }

  /// Returns what a changeset would run; indexes are those of the definition.
  ForwardSql forward(int index) {
    ForwardSql known = general == null ? null : general.forward().get(index);
    if (known == null && special != null) {
      known = special.forward().get(index);
    }
    if (known != null) {
      return known;
    }
    ForwardSql sql = open().forward(index);
    target(sql.reusable()).forward().put(index, sql);
    return sql;
  }

  /// Returns what would take a changeset back.
  BackwardSql backward(int index) {
    BackwardSql known = general == null ? null : general.backward().get(index);
    if (known == null && special != null) {
      known = special.backward().get(index);
    }
    if (known != null) {
      return known;
    }
    BackwardSql sql = open().backward(index);
    target(sql.reusable()).backward().put(index, sql);
    return sql;
  }

  private CachedChangelog target(boolean reusable) {
    if (reusable && general != null) {
      generalGrew = true;
      return general;
    }
    if (special == null) {
      special = new CachedChangelog(definition());
    }
    specialGrew = special.definition().reuse() != Reuse.NEVER;
    return special;
  }

  private OpenChangelog open() {
    if (opened == null) {
      opened = opener.get();
    }
    return opened;
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
    if (general != null && generalGrew) {
      cache.put(keys.general(), general);
    }
    if (special != null && specialGrew) {
      cache.put(keys.special(), special);
    }
  }

  /// Names the places in the cache for every database of a server version, and for this one alone.
  record Keys(String general, String special) {}
}
