package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Holds MariaDB's programs, unpacked once into a cache.
///
/// *Shape*: `home` holds `bin` and `share`.
record MariaDbBinaries(Cache cache, Path home) {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  static MariaDbBinaries unpacked(MariaDbArchive archive, Path cacheRoot) {
    Cache cache = new Cache(Folders.ownFolder(cacheRoot));
    return new MariaDbBinaries(
        cache, cache.folder("mariadb-" + archive.contentHash(), archive::unpack));
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /// Returns an initialised data folder and its superuser's password.
  PreparedCluster prepared() {
    return PreparedCluster.in(cache.folder(home.getFileName() + "-cluster", this::initialise));
  }

  private void initialise(Path folder) throws IOException {
    String password = PostgresBinaries.randomPassword();
    Folders.writeSecret(folder.resolve(PreparedCluster.PASSWORD_FILE), password);
    Files.createDirectory(folder.resolve("data"));
    Path script = folder.resolve("bootstrap.sql");
    Folders.writeSecret(script, script(password));
    List<String> arguments = new ArrayList<>(List.of("--no-defaults", "--bootstrap"));
    arguments.addAll(places(folder));
    List<String> command = new ArrayList<>(List.of(program("mariadbd").toString()));
    command.addAll(arguments);
    Command outcome = Command.run(command, folder, LIMIT, script);
    Files.delete(script);
    if (!outcome.succeeded() || outcome.output().contains("ERROR")) {
      throw new EmbeddedServerException(
          "MariaDB's bootstrap failed with exit code %d: %s"
              .formatted(outcome.exitCode(), outcome.output().replace(password, "***")));
    }
  }

  /// Returns the arguments that both the bootstrap and the server take.
  List<String> places(Path folder) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--basedir=" + home,
                "--lc-messages-dir=" + home.resolve("share"),
                "--datadir=" + folder.resolve("data"),
                "--tmpdir=" + folder,
                "--innodb-log-file-size=16M",
                // The server would make an RSA key of its own at each start, which takes seconds.
                "--skip-ssl"));
    if (ServerAccount.isRoot(cache.root())) {
      arguments.add("--user=root");
    }
    return arguments;
  }

  private String script(String password) throws IOException {
    StringBuilder script =
        new StringBuilder(
            """
            CREATE DATABASE mysql;
            USE mysql;
            SET @auth_root_socket = NULL;
            """);
    for (String part :
        List.of("system_tables", "performance_tables", "system_tables_data", "sys_schema")) {
      script.append(Files.readString(part(part), StandardCharsets.UTF_8)).append('\n');
    }
    return script
        .append(
            """
            USE mysql;
            DELETE FROM proxies_priv;
            DELETE FROM global_priv WHERE User <> 'mariadb.sys';
            INSERT INTO global_priv SELECT '127.0.0.1', 'root', JSON_OBJECT('access', \
            18446744073709551615, 'plugin', 'mysql_native_password', 'authentication_string', \
            PASSWORD('%s'));
            """
                .formatted(password))
        .toString();
  }

  /// The files are called `mysql_…` up to 10.11 and `mariadb_…` since.
  private Path part(String name) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("share"))) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("(mysql|mariadb)_" + name + "\\.sql"))
          .findFirst()
          .orElseThrow(() -> new IOException("the binaries hold no " + name + ".sql"));
    }
  }
}
