package dev.lockstep.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a draft as commented YAML.
final class ScaffoldText {
  private static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");

  private final StringBuilder text = new StringBuilder();
  private final List<String> variables = new ArrayList<>();

  private final List<String> environments;

  private ScaffoldText(List<String> environments) {
    this.environments = environments;
  }

  /// Writes the draft for one database that is there.
  static Scaffold write(String project, FoundSchema schema, String environment) {
    return new ScaffoldText(List.of(environment)).written(project, List.of(schema), List.of());
  }

  static Scaffold write(String project, List<FoundSchema> schemas, List<String> findings) {
    return new ScaffoldText(ENVIRONMENTS).written(project, schemas, findings);
  }

  private Scaffold written(String project, List<FoundSchema> schemas, List<String> findings) {
    line("# What this repository changes in which databases. Check it with `lockstep validate`.");
    line("project: " + quoted(project));
    line("");
    line("# Units of change history: an engine and the files that it understands.");
    line("schemas:");
    schemas.forEach(this::schema);
    line("");
    line("# In the order of promotion.");
    line(
        "environments: ["
            + String.join(", ", environments.stream().map(ScaffoldText::quoted).toList())
            + "]");
    line("");
    line("# The databases. Put in your own hosts; passwords are references and never stand here.");
    line("instances:");
    for (FoundSchema schema : schemas) {
      environments.forEach(environment -> instance(schema, environment));
    }
    return new Scaffold(text.toString(), findings, variables);
  }

  private void schema(FoundSchema schema) {
    line("  - name: " + quoted(schema.name()));
    line("    engine: " + schema.engine());
    String dialect = schema.dialect();
    line("    dialect: " + dialect(schema) + (dialect == null ? "   # a guess: check it" : ""));
    if (schema.version() != null) {
      line("    version: " + schema.version());
    }
    if (schema.locations().size() == 1) {
      line("    location: " + quoted(schema.locations().getFirst()));
    } else {
      line("    locations:");
      schema.locations().forEach(location -> line("      - " + quoted(location)));
    }
    if (!schema.options().isEmpty()) {
      line("    options:");
      for (Map.Entry<String, String> option : schema.options().entrySet()) {
        line("      " + option.getKey() + ": " + quoted(option.getValue()));
      }
    }
  }

  private void instance(FoundSchema schema, String environment) {
    line("  - name: " + quoted(schema.name() + "-" + environment));
    line("    schema: " + quoted(schema.name()));
    line("    environment: " + quoted(environment));
    address(schema, environment);
    if (!isFile(schema)) {
      String variable = variable(schema.name(), environment);
      variables.add(variable);
      line("    username: " + quoted(username(schema)));
      line("    password: <+env." + variable + ">");
    }
    if (!schema.contexts().isEmpty()) {
      line(
          "    contexts: ["
              + String.join(", ", schema.contexts().stream().map(ScaffoldText::quoted).toList())
              + "]");
    }
    String labels = schema.labels();
    if (labels != null) {
      line("    labels: " + quoted(labels));
    }
  }

  private void address(FoundSchema schema, String environment) {
    String url = schema.url();
    boolean development = environment.equals(environments.getFirst());
    if (isFile(schema)) {
      String file = schema.name() + "-" + environment + ".db";
      String made = "jdbc:" + dialect(schema) + ":" + "./" + file;
      line("    url: " + quoted(development && url != null ? url : made));
    } else if (development && url != null) {
      line("    url: " + quoted(url));
    } else {
      line("    host: " + (development ? "localhost" : "db." + environment + ".example"));
      line("    database: " + quoted(schema.name().replaceAll("[^A-Za-z0-9_]", "_")));
    }
  }

  private static boolean isFile(FoundSchema schema) {
    String dialect = dialect(schema);
    return dialect.equals("sqlite") || dialect.equals("h2");
  }

  private static String dialect(FoundSchema schema) {
    String dialect = schema.dialect();
    return dialect == null ? "postgresql" : dialect;
  }

  private static String username(FoundSchema schema) {
    @Nullable String name = schema.username();
    return name == null ? "deployer" : name;
  }

  private static String variable(String schema, String environment) {
    String name = (schema + "_" + environment + "_PASSWORD").toUpperCase(Locale.ROOT);
    String safe = name.replaceAll("[^A-Z0-9_]", "_");
    return Character.isDigit(safe.charAt(0)) ? "_" + safe : safe;
  }

  /// Returns text as a YAML scalar, in quotes where it would mean something else without.
  private static String quoted(String value) {
    boolean plain =
        value.matches("[A-Za-z_./][A-Za-z0-9_./-]*")
            && ScalarKinds.of(value) == YamlNode.Scalar.Kind.TEXT;
    if (plain) {
      return value;
    }
    StringBuilder escaped = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      if (unit == '"' || unit == '\\') {
        escaped.append('\\').append(unit);
      } else if (unit < ' ' || unit == 0x7F) {
        escaped.append(String.format(Locale.ROOT, "\\x%02x", (int) unit));
      } else {
        escaped.append(unit);
      }
    }
    return escaped.append('"').toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
