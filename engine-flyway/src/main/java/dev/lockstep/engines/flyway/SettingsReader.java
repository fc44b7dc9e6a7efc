package dev.lockstep.engines.flyway;

import dev.lockstep.error.Fault;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.source.FileTree;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gathers a schema's Flyway settings: `flyway.conf` and `flyway.toml` in the repository, then the
/// options of `lockstep.yaml`, which win.
///
/// *Shape*: the files are those named by the option `configFiles`; without it the first ones found
/// in the schema's first folder or above it. A file in the schema's own folder may say where below
/// it the scripts lie (`locations`, relative to that file); otherwise the schema's locations count.
///
/// *Errors*: everything wrong becomes a fault; reading goes on with the default.
final class SettingsReader {
  private static final String YAML = "lockstep.yaml";

  private final EngineRequest request;
  private final List<Fault> faults;
  private final Options options;

  private SettingsReader(EngineRequest request, List<Fault> faults) {
    this.request = request;
    this.faults = faults;
    this.options = new Options(faults);
  }

  /// Reads the settings; what is wrong with them is added to `faults`.
  static Settings read(EngineRequest request, List<Fault> faults) {
    return new SettingsReader(request, faults).read();
  }

  private Settings read() {
    List<Option> own = new ArrayList<>();
    request
        .schema()
        .options()
        .forEach((key, value) -> own.add(new Option(strip(key), value, YAML, 0)));
    for (String file : configurationFiles(own)) {
      options.add(readFile(file));
    }
    options.add(own);
    List<String> folders = new ArrayList<>();
    List<String> packages = new ArrayList<>();
    locate(folders, packages);
    Charset encoding =
        options.option("encoding").flatMap(this::charset).orElse(StandardCharsets.UTF_8);
    return new Settings(
        folders,
        packages,
        options.list("jars", List.of()),
        naming(),
        encoding,
        history(),
        rules(),
        substitution());
  }

  private static String strip(String key) {
    return key.startsWith("flyway.") ? key.substring("flyway.".length()) : key;
  }

  private List<String> configurationFiles(List<Option> own) {
    for (Option option : own) {
      if (option.key().equals("configFiles")) {
        return Options.split(option.value());
      }
    }
    Optional<String> first =
        request.schema().locations().stream()
            .filter(each -> !each.startsWith("classpath:"))
            .findFirst();
    String folder = first.flatMap(each -> Folders.resolve("", each)).orElse("");
    FileTree files = request.files();
    while (true) {
      List<String> found = new ArrayList<>();
      for (String name : List.of("flyway.conf", "flyway.toml")) {
        String path = Folders.join(folder, name);
        if (files.find(path).isPresent()) {
          found.add(path);
        }
      }
      if (!found.isEmpty() || folder.isEmpty()) {
        return found;
      }
      folder = Folders.parent(folder);
    }
  }

  private List<Option> readFile(String path) {
    String text = new String(request.files().read(path), StandardCharsets.UTF_8);
    List<Option> raw =
        path.endsWith(".toml") ? TomlFile.read(text, path, faults) : ConfFile.read(text, path);
    List<Option> options = new ArrayList<>();
    String environment = environment(raw);
    for (Option option : raw) {
      String key = option.key();
      if (key.equals("environments." + environment + ".schemas")) {
        key = "schemas";
      }
      options.add(new Option(strip(key), option.value(), option.file(), option.line()));
    }
    return options.stream().filter(option -> !isDocument(option.key())).toList();
  }

  private static String environment(List<Option> raw) {
    return raw.stream()
        .filter(option -> option.key().equals("flyway.environment"))
        .map(Option::value)
        .findFirst()
        .orElse("default");
  }

  private static boolean isDocument(String key) {
    return key.equals("id") || key.equals("name") || key.equals("databaseType");
  }

  private void locate(List<String> folders, List<String> packages) {
    List<String> written = request.schema().locations();
    String base = "";
    String origin = YAML;
    int line = 0;
    Option option = options.option("locations").orElse(null);
    if (option != null) {
      boolean yaml = option.file().equals(YAML);
      String folder = Folders.parent(option.file());
      if (yaml || written.isEmpty() || written.contains(folder)) {
        written = Options.split(option.value());
        base = yaml ? "" : folder;
        origin = option.file();
        line = option.line();
      }
    }
    for (String location : written) {
      if (location.startsWith("classpath:")) {
        packages.add(location.substring("classpath:".length()).replace('/', '.'));
        continue;
      }
      String path = location.startsWith("filesystem:") ? location.substring(11) : location;
      Optional<String> folder = Folders.resolve(base, path);
      if (folder.isEmpty() || path.indexOf('*') >= 0 || path.indexOf('?') >= 0) {
        faults.add(
            new Fault(
                "invalid-location",
                origin,
                line,
                0,
                "the location \"%s\" is no folder of this repository".formatted(location),
                "name a folder relative to the repository's root, without wildcards"));
      } else if (!folders.contains(folder.get())) {
        folders.add(folder.get());
      }
    }
  }

  private Optional<Charset> charset(Option option) {
    try {
      return Optional.of(Charset.forName(option.value()));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      options.fault(
          option,
          "invalid-option",
          "\"%s\" is no encoding that Java knows".formatted(option.value()),
          "use a name such as UTF-8 or ISO-8859-1");
      return Optional.empty();
    }
  }

  private Naming naming() {
    Naming standard = Naming.DEFAULT;
    return new Naming(
        options.text("sqlMigrationPrefix", standard.versioned()),
        options.text("repeatableSqlMigrationPrefix", standard.repeatable()),
        options.name("undoSqlMigrationPrefix", standard.undo()),
        options.name("baselineMigrationPrefix", standard.baseline()),
        options.name("sqlMigrationSeparator", standard.separator()),
        options.list("sqlMigrationSuffixes", standard.suffixes()));
  }

  private Settings.History history() {
    FlywayVersion one = FlywayVersion.parse("1").orElseThrow();
    FlywayVersion baseline =
        options
            .option("baselineVersion")
            .map(option ->
                FlywayVersion.parse(option.value()).orElseGet(() -> noVersion(option, one)))
            .orElse(one);
    return new Settings.History(
        options.name("table", "flyway_schema_history"),
        options.list("schemas", List.of()),
        options.text("defaultSchema"),
        options.flag("createSchemas", true),
        options.text("tablespace"),
        options.text("installedBy"),
        baseline,
        options.name("baselineDescription", "<< Flyway Baseline >>"),
        options.flag("baselineOnMigrate", false));
  }

  private FlywayVersion noVersion(Option option, FlywayVersion otherwise) {
    options.fault(
        option,
        "invalid-option",
        "\"%s\" is \"%s\" and must be a version".formatted(option.key(), option.value()),
        null);
    return otherwise;
  }

  private Settings.Rules rules() {
    List<IgnorePattern> ignored = IgnorePattern.DEFAULT;
    Option patterns = options.option("ignoreMigrationPatterns").orElse(null);
    if (patterns != null) {
      ignored = patterns(patterns);
    }
    return new Settings.Rules(
        options.flag("outOfOrder", false)
            || request.order() == EngineRequest.Order.OUT_OF_ORDER_ALLOWED,
        target(),
        ignored,
        options.flag("validateOnMigrate", true),
        options.flag("validateMigrationNaming", false),
        options.flag("mixed", false),
        options.flag("group", false),
        options.flag("executeInTransaction", true),
        options.flag("skipDefaultCallbacks", false),
        options.flag("failOnMissingLocations", false));
  }

  private List<IgnorePattern> patterns(Option option) {
    List<IgnorePattern> patterns = new ArrayList<>();
    for (String text : Options.split(option.value())) {
      Optional<IgnorePattern> pattern = IgnorePattern.parse(text);
      if (pattern.isEmpty()) {
        options.fault(
            option,
            "invalid-option",
            "\"%s\" is no migration pattern".formatted(text),
            "write type:state, for example *:future or repeatable:missing");
      }
      pattern.ifPresent(patterns::add);
    }
    return patterns;
  }

  private Settings.Target target() {
    String wanted = request.target();
    Option option =
        wanted != null
            ? new Option("target", wanted, YAML, 0)
            : options.option("target").orElse(null);
    if (option == null || option.value().isEmpty()) {
      return Settings.Target.ALL;
    }
    return switch (option.value().toLowerCase(Locale.ROOT)) {
      case "latest" -> Settings.Target.ALL;
      case "current" -> new Settings.Target(Settings.Reach.CURRENT, null, false);
      case "next" -> new Settings.Target(Settings.Reach.NEXT, null, false);
      default -> version(option);
    };
  }

  private Settings.Target version(Option option) {
    boolean lenient = option.value().endsWith("?");
    String text =
        lenient ? option.value().substring(0, option.value().length() - 1) : option.value();
    @Nullable FlywayVersion version = FlywayVersion.parse(text).orElse(null);
    if (version == null) {
      options.fault(
          option,
          "invalid-target",
          "the target \"%s\" is no version".formatted(text),
          "use a version such as 1.2, or latest, current or next");
      return Settings.Target.ALL;
    }
    return new Settings.Target(Settings.Reach.VERSION, version, !lenient);
  }

  private Settings.Substitution substitution() {
    Map<String, String> values = new LinkedHashMap<>(options.below(OptionKeys.PLACEHOLDERS));
    values.putAll(request.instance().properties());
    return new Settings.Substitution(
        options.flag("placeholderReplacement", true),
        options.name("placeholderPrefix", "${"),
        options.name("placeholderSuffix", "}"),
        options.text("placeholderSeparator", ":"),
        values);
  }

  /// Throws when there are faults, for callers that cannot return them.
  static Settings readStrictly(EngineRequest request) {
    List<Fault> faults = new ArrayList<>();
    Settings settings = read(request, faults);
    Faults.refuse(faults);
    return settings;
  }
}
