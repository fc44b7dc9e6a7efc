package dev.lockstep.steps;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Is how `lockstep` is started for a step.
///
/// @param command the words before its own arguments
/// @param environment the variables that it gets besides the few that programs need
public record Tool(List<String> command, Map<String, String> environment) {
  private static final String MAIN = "dev.lockstep.cli.Main";

  /// What every program may know of this machine. Nothing else of the server's own environment is
  /// handed on: it may hold what opens databases.
  private static final List<String> COMMON =
      List.of("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR", "TZ", "USER", "XDG_CACHE_HOME");

  public Tool {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /// Starts the program that this process is of, with the same Java and the same libraries.
  public static Tool ofThisProcess(Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-XX:AOTCache="))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Xlog:all=off",
            "--enable-native-access=ALL-UNNAMED",
            "-Dmariadb.logging.disable=true"));
    String home = System.getProperty("lockstep.home");
    if (home != null) {
      command.add("-Dlockstep.home=" + home);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    Map<String, String> all = new LinkedHashMap<>(common(System.getenv()));
    all.putAll(environment);
    return new Tool(command, all);
  }

  /// Returns what of an environment every program may know.
  static Map<String, String> common(Map<String, String> environment) {
    Map<String, String> common = new LinkedHashMap<>();
    for (String name : COMMON) {
      String value = environment.get(name);
      if (value != null) {
        common.put(name, value);
      }
    }
    return common;
  }
}
