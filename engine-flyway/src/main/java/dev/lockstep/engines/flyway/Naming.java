package dev.lockstep.engines.flyway;

import java.util.List;

/// Says how migration files are named.
///
/// *Shape*: `V1.2__description.sql` is `versioned`, version, `separator`, description and one of
/// `suffixes`; suffixes are compared without regard to case, everything else with it.
record Naming(
    String versioned,
    String repeatable,
    String undo,
    String baseline,
    String separator,
    List<String> suffixes) {

  static final Naming DEFAULT = new Naming("V", "R", "U", "B", "__", List.of(".sql"));

  Naming {
    suffixes = List.copyOf(suffixes);
  }
}
